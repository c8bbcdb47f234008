/** The six services, each an id of its own because the reference client keys services by URL. */
import type { HookName } from './wire.ts';

export const INTENDED_PURPOSE =
  'Prompts a clinician to consider assessment and symptom management when a reported vertebral fracture has no recorded response. ' +
  'It sees only what is written, looks at no images, diagnoses nothing and chooses no drug. Not UKCA or CE marked; a deploying organisation needs its own DCB0160 safety case; clinical review of the content is still owed.';

export interface Service {
  readonly id: string;
  /** Our name of the hook; the custom one goes over the wire with the reverse domain before it. */
  readonly hook: HookName;
  readonly title: string;
  readonly description: string;
  /** About one report: needs `report`, `reports` in the context, or a readable `reportId`. */
  readonly aboutOneReport: boolean;
  /** Speaks to the reporter before or at signing (DECISIONS G 37). */
  readonly toReporter: boolean;
  /** On in production when `HOOKS` is not set. */
  readonly onByDefault: boolean;
}

const service = (
  hook: HookName,
  title: string,
  description: string,
  kind: Partial<Pick<Service, 'aboutOneReport' | 'toReporter' | 'onByDefault'>>,
): Service => ({
  id: `vertebral-fracture-${hook}`,
  hook,
  title,
  description,
  aboutOneReport: false,
  toReporter: false,
  onByDefault: false,
  ...kind,
});

export const SERVICES: readonly Service[] = [
  service(
    'patient-view',
    'Vertebral fracture: chart opened',
    'Reads imaging reports when a chart is opened and prompts osteoporosis assessment and symptom management when a vertebral fracture is reported.',
    { onByDefault: true },
  ),
  service(
    'encounter-discharge',
    'Vertebral fracture: before discharge',
    'Before the patient leaves: reported vertebral fractures that nobody has acted on, and reports of this stay that are not final.',
    { onByDefault: true },
  ),
  service('report-view', 'Vertebral fracture: report opened', 'For the referrer who opens an imaging report (draft hook of 2026).', {
    aboutOneReport: true,
  }),
  service(
    'report-review',
    'Vertebral fracture: report before signing',
    'For the reporter, before signing: wording, level, grade and advice of a stated vertebral fracture (draft hook of 2026).',
    { aboutOneReport: true, toReporter: true },
  ),
  service(
    'report-sign',
    'Vertebral fracture: report signed',
    'For the reporter, when the report has just become final or amended (draft hook of 2026).',
    { aboutOneReport: true, toReporter: true },
  ),
  service('imaging-result', 'Vertebral fracture: imaging result available', 'For an EHR that can call when an imaging result arrives.', {
    aboutOneReport: true,
    onByDefault: true,
  }),
];

/** The hook's name on the wire: the custom one in reverse-domain form, as the standard asks. */
export const wireHook = (hook: HookName, domain: string): string =>
  hook === 'imaging-result' ? `${domain}.imaging-result-available` : hook;
