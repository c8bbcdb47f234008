/** Whom a registration is for: an entry of the registry, or a kind of EHR that is not in it yet. */
import type { Ehr } from '../../trust/caller.ts';
import type { RegistryEntry } from '../../trust/read-ehrs.ts';

export type RegistrationSubject = Ehr & {
  readonly kind: 'entry' | 'preset';
  /** `null` where there is no entry yet. */
  readonly trust: Pick<RegistryEntry, 'issuer' | 'keys' | 'algorithms' | 'audience' | 'replay'> | null;
};

export const subjectOfEntry = (entry: RegistryEntry): RegistrationSubject => ({ ...entry, kind: 'entry', trust: entry });

const preset = (name: string, dialect: Ehr['dialect'], prefetch: Ehr['prefetch']): RegistrationSubject => ({
  name,
  kind: 'preset',
  dialect,
  prefetch,
  trust: null,
  tenant: null,
  mode: 'live',
  off: [],
  fhirServers: [],
  allowPrivateAddresses: false,
  orderCodes: {},
  links: [],
});

/** Names that the prefetch presets carry too, and one for any other EHR. */
export const PRESET_SUBJECTS: readonly RegistrationSubject[] = [
  preset('standard', 'standard', {}),
  preset('epic', 'epic', { preset: 'epic' }),
  preset('oracle', 'oracle', { preset: 'oracle' }),
  preset('nhs', 'standard', { preset: 'nhs' }),
];
