/** What the service allows, from its own settings. */
import type { Config } from '../../config.ts';
import type { Item } from './registration.ts';

type LimitSettings = Pick<
  Config,
  | 'REQUEST_DEADLINE_MS'
  | 'OPTIONAL_READS_MS'
  | 'BODY_LIMIT_MB'
  | 'RATE_PER_MINUTE'
  | 'MAX_CONCURRENT'
  | 'MAX_CARDS'
  | 'REPORT_LOOKBACK_MONTHS'
  | 'publicUrl'
>;

const rate = ({ RATE_PER_MINUTE, MAX_CONCURRENT }: LimitSettings): string =>
  RATE_PER_MINUTE === undefined ? 'none in the demo profile' : `${RATE_PER_MINUTE} requests a minute, ${MAX_CONCURRENT} at once`;

export const limitsOf = (settings: LimitSettings): readonly Item[] => [
  {
    name: 'Answer',
    text: `within ${settings.REQUEST_DEADLINE_MS} ms, FHIR reads included; set the EHR's own timeout to ${Math.ceil((settings.REQUEST_DEADLINE_MS + 1000) / 1000)} s`,
  },
  {
    name: 'Optional reads',
    text: `at most ${settings.OPTIONAL_READS_MS} ms more once the needed keys are in; what is not read by then is named as "not checked"`,
  },
  { name: 'Request body', text: `${settings.BODY_LIMIT_MB} MB of JSON in UTF-8, uncompressed` },
  { name: 'Rate', text: rate(settings) },
  { name: 'Cards', text: `${settings.MAX_CARDS} at most in one answer` },
  { name: 'Look-back', text: `imaging reports of the last ${settings.REPORT_LOOKBACK_MONTHS} months` },
  {
    name: 'Transport',
    text: settings.publicUrl.startsWith('https:') ? 'https; TLS 1.2 or later' : 'http on this machine only; https everywhere else',
  },
  { name: 'Calls out', text: 'to the registered FHIR bases and key set only; no redirects' },
  { name: 'Safety', text: "the deploying organisation's DCB0160 safety case is needed; see the intended purpose" },
];
