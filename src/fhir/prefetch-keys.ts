/** The prefetch keys: what each may hold, and which of them a hook cannot do without (DESIGN section 3). */
import type { HookName, PrefetchKey } from '../hooks/wire.ts';

/** Resource types that count as an answer to a key; anything else beside them was only included. */
export const TYPES_OF: Readonly<Record<PrefetchKey, readonly string[]>> = {
  patient: ['Patient'],
  reports: ['DiagnosticReport'],
  report: ['DiagnosticReport'],
  conditions: ['Condition'],
  medications: ['MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration'],
  procedures: ['Procedure'],
  serviceRequests: ['ServiceRequest'],
  observations: ['Observation'],
};

export const OPTIONAL_KEYS: readonly PrefetchKey[] = ['conditions', 'medications', 'procedures', 'serviceRequests', 'observations'];

const REPORT_HOOKS: readonly HookName[] = ['report-view', 'report-review', 'report-sign', 'imaging-result'];

/** A hook that is about one report (DECISIONS I 0: `imaging-result` is one of them). */
export const isReportHook = (hook: HookName): boolean => REPORT_HOOKS.includes(hook);

/** The keys of a hook, the needed ones first. */
export const keysOf = (hook: HookName): readonly PrefetchKey[] =>
  isReportHook(hook) ? ['patient', 'report', 'reports', ...OPTIONAL_KEYS] : ['patient', 'reports', ...OPTIONAL_KEYS];

/** Whether the hook answers 412 without this key. */
export const isNeeded = (key: PrefetchKey, hook: HookName): boolean =>
  key === 'patient' || key === (isReportHook(hook) ? 'report' : 'reports');

/** The key that a part such as `medications-dispenses` belongs to; `null` for a name that is none of ours. */
export const keyOfPart = (part: string): PrefetchKey | null => {
  const end = part.indexOf('-');
  const key = end < 0 ? part : part.slice(0, end);
  return Object.hasOwn(TYPES_OF, key) ? (key as PrefetchKey) : null;
};
