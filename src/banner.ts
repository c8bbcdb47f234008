/** What a person at the terminal is told when the service has started. */
import type { AppParts } from './app.ts';
import { INTENDED_PURPOSE } from './hooks/services.ts';

const WIDTH = 100;

const wrapped = (text: string): string =>
  text
    .split(' ')
    .reduce<readonly string[]>((lines, word) => {
      const last = lines.at(-1);
      return last === undefined || last.length + word.length >= WIDTH ? [...lines, word] : [...lines.slice(0, -1), `${last} ${word}`];
    }, [])
    .join('\n  ');

/** The case that the first line to try sends. */
const EXAMPLE = 'a-fracture-reported-this-year-is-very-high-risk';

const demo = ({ version, config }: AppParts): string => `
Vertebral Fracture CDS ${version}: demo profile, for this machine only

  ${wrapped(INTENDED_PURPOSE)}

  Discovery   ${config.publicUrl}/cds-services
${config.console ? `  Console     ${config.publicUrl}/\n` : ''}
  Try it, in a second terminal:

npx vfcds fixture ${EXAMPLE} | curl -s -H 'content-type: application/json' -d @- ${config.publicUrl}/cds-services/vertebral-fracture-patient-view

  No caller is checked here. To serve EHRs, list them in an ehrs.yaml (see ehrs.example.yaml). Stop with Ctrl+C.

`;

const production = ({ version, config, knowledge }: AppParts): string =>
  `Vertebral Fracture CDS ${version}, knowledge ${knowledge.version}: ${config.ehrs.length} trusted EHRs, discovery at ${config.publicUrl}/cds-services\n`;

export const bannerOf = (parts: AppParts): string => (parts.config.profile === 'demo' ? demo(parts) : production(parts));
