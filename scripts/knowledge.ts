/** `npm run knowledge`: writes docs/knowledge.md from the rules, the card content, the thresholds, the tests and the fixtures. */
import { writeFileSync } from 'node:fs';
import { knowledgeDocument } from './knowledge/document.ts';

writeFileSync('docs/knowledge.md', knowledgeDocument());
