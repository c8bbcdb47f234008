import { Command, Option } from 'commander';
import { readFileSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { registrationsOf } from '../console-parts.ts';
import { templatesFor } from '../fhir/prefetch-templates.ts';
import { loadKnowledge } from '../knowledge.ts';
import { registrationInMarkdown } from '../web/registration/markdown.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string };

/** `vfcds register`: everything that an analyst types into an EHR, from the very objects that serve discovery; the same as the console's Register page. */
export const registerCommand = new Command('register')
  .description('print what an integration analyst types into an EHR')
  .requiredOption('--ehr <name>', 'name of an EHR in ehrs.yaml, or a preset: standard, epic, oracle, nhs')
  .addOption(new Option('--format <format>', 'Markdown or JSON').choices(['md', 'json']).default('md'))
  .action(({ ehr, format }: { ehr: string; format: 'md' | 'json' }) => {
    const config = readConfig(process.env);
    const knowledge = loadKnowledge(config.CODES_DIR);
    const registrations = registrationsOf({
      config,
      version,
      knowledge,
      templatesFor: (hook, overrides) => templatesFor(hook, overrides, knowledge.codes),
    });
    const registration = registrations.find(({ name }) => name === ehr);
    if (!registration) throw new Error(`--ehr: "${ehr}" is not one of ${registrations.map(({ name }) => name).join(', ')}`);
    process.stdout.write(format === 'json' ? `${JSON.stringify(registration, null, 2)}\n` : registrationInMarkdown(registration));
  });
