/** The document worker beside its TypeScript sources (tests, tsx): a thread does not inherit the loader of its parent. Not part of the build. */
import { register } from 'tsx/esm/api';

register();
await import('./document-worker.ts');
