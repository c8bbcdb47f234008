/** Hook calls as an EHR sends them, about the invented patient of `test/fhir/sample.ts`. */
import { completePrefetch, PATIENT_ID, TODAY } from '../fhir/sample.ts';

export const PATIENT_VIEW = '/cds-services/vertebral-fracture-patient-view';
export const NOON = (): Date => new Date(`${TODAY}T12:00:00Z`);

export const hookCall = (members: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  hook: 'patient-view',
  hookInstance: '7f7c8d1e-3f3a-4c0e-9a55-5f0c1a2b3c4d',
  context: { userId: 'Practitioner/dr-amble', patientId: PATIENT_ID },
  prefetch: completePrefetch(),
  ...members,
});

export interface WireCard {
  readonly uuid: string;
  readonly summary: string;
  readonly source: { readonly topic: { readonly code: string } };
  readonly suggestions?: readonly { readonly uuid: string; readonly label: string }[];
}

export interface WireAnswer {
  readonly cards: readonly WireCard[];
  readonly extension: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface WireOutcome {
  readonly resourceType: string;
  readonly issue: readonly {
    readonly severity: string;
    readonly code: string;
    readonly details: { readonly coding: readonly { readonly code: string }[]; readonly text: string };
    readonly diagnostics: string;
    readonly expression?: readonly string[];
  }[];
}
