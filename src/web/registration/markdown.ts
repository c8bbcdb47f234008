/** A registration as Markdown, for a ticket or a printer. */
import type { Registration } from './registration.ts';

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => `\`${text}\``;

const table = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  `| ${head.join(' | ')} |`,
  `|${head.map(() => '---').join('|')}|`,
  ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
];

const list = (texts: readonly string[]): readonly string[] => texts.map((text) => `- ${text}`);
const numbered = (texts: readonly string[]): readonly string[] => texts.map((text, index) => `${index + 1}. ${text}`);
const section = (title: string, lines: readonly string[]): readonly string[] => (lines.length > 0 ? ['', `## ${title}`, '', ...lines] : []);

const TO_BE_TOLD = 'to be told to us';
const EXACT_ADDRESS = 'the very address that is called: each endpoint and each feedback address above';

const tokenLines = ({ token }: Registration): readonly string[] => [
  ...table(
    ['Claim', 'Value'],
    [
      ['iss', token.issuer ?? TO_BE_TOLD],
      ['key set', token.keys ?? TO_BE_TOLD],
      ['alg', token.algorithms.join(', ')],
      ...(token.tenant ? [['tenant', token.tenant]] : []),
      ['aud', token.audience ? token.audience.join(' or ') : EXACT_ADDRESS],
    ],
  ),
  '',
  ...list(token.rules),
];

const ofAll = (some: readonly string[], all: number): string => (some.length === all ? 'all' : some.join(', '));

const topicLines = ({ topics, overrideReasons }: Registration): readonly string[] => [
  `Code system: ${topics[0]?.topic.system ?? ''}`,
  '',
  ...table(
    ['Topic', 'Display', 'Indicator'],
    topics.map(({ topic, indicators, off }) => [code(topic.code) + (off ? ' (off)' : ''), topic.display, indicators.join(', ')]),
  ),
  '',
  ...table(
    ['Override reason', 'Display', 'Code system', 'On cards'],
    overrideReasons.map(({ reason, topics: on }) => [code(reason.code), reason.display, reason.system, ofAll(on, topics.length)]),
  ),
];

export const registrationInMarkdown = (registration: Registration): string => {
  const { service, services, prefetch, access, links, orderCodes } = registration;
  return [
    `# Registering ${service.name} with ${registration.name}`,
    '',
    `Version ${service.version}, knowledge ${service.knowledge}, dialect ${registration.dialect}. ${service.intendedPurpose}`,
    ...section('Steps', numbered(registration.steps)),
    ...section('Addresses', [
      `Discovery: ${registration.discoveryUrl}`,
      '',
      ...table(
        ['Hook', 'Endpoint', 'Feedback'],
        services.map(({ hook, url, feedbackUrl }) => [code(hook), url, feedbackUrl]),
      ),
    ]),
    ...section(
      'Prefetch',
      table(
        ['Key', 'Template', 'Needed', 'Services'],
        prefetch.map(({ key, template, needed, services: asking }) => [
          code(key),
          code(template),
          needed ? 'yes' : 'no',
          ofAll(asking, services.length),
        ]),
      ),
    ),
    ...section('Token', tokenLines(registration)),
    ...section('FHIR servers that may be read', list(registration.fhirServers)),
    ...section(
      'Read access',
      table(
        ['Resource', 'SMART scope', 'Epic API', 'Why'],
        access.map(({ resource, smartScope, epicApis, why }) => [resource, code(smartScope), epicApis.join(', '), why]),
      ),
    ),
    ...section('Topics and override reasons', topicLines(registration)),
    ...section(
      'Order codes',
      table(
        ['Order', 'Code', 'System'],
        orderCodes.map(({ order, code: coding }) => [
          order,
          coding ? `${code(coding.code)} ${coding.display}` : 'none: sent as text',
          coding?.system ?? '',
        ]),
      ),
    ),
    ...section(
      'Links to allow',
      links.length > 0
        ? table(
            ['Label', 'Address', 'On cards'],
            links.map(({ label, url, topics: on }) => [label, url, on.join(', ')]),
          )
        : [],
    ),
    ...section('When to call (suggested native criteria)', list(registration.triggers)),
    ...section('What this EHR gets', list(registration.dialectNotes)),
    ...section(
      'Limits',
      table(
        ['', ''],
        registration.limits.map(({ name, text }) => [name, text]),
      ),
    ),
    ...section('Smoke test: answers 200 and no cards', ['```', registration.smokeTest, '```']),
    ...section(
      'When something does not work',
      table(
        ['Seen', 'Cause'],
        registration.whenStuck.map(({ name, text }) => [name, text]),
      ),
    ),
    '',
  ].join('\n');
};
