/** One patient's own resources -> facts. FHIR ends here. */
import type { Day } from '../calendar.ts';
import type { PrefetchKey } from '../hooks/wire.ts';
import type { Codes } from './codes/load.ts';
import type { Facts } from './facts.ts';
import type { Json } from './json.ts';
import { codedFacts } from './read-coded.ts';
import { readMeasurements } from './read-measurements.ts';
import { readMedicines } from './read-medicines.ts';
import { readPatient } from './read-patient.ts';

/** Everything that is known to belong to the patient, by key. */
export interface PatientResources {
  readonly patient: Json | null;
  readonly conditions: readonly Json[];
  readonly medications: readonly Json[];
  readonly procedures: readonly Json[];
  readonly serviceRequests: readonly Json[];
  readonly observations: readonly Json[];
  /** Medication resources that came beside the orders. */
  readonly included: readonly Json[];
  readonly unknown: readonly PrefetchKey[];
}

export interface FactOptions {
  /** Where an instant becomes a day. */
  readonly timeZone: string;
}

export const readFacts = (resources: PatientResources, codes: Codes, today: Day, options: FactOptions): Facts => ({
  patient: readPatient(resources.patient, today),
  coded: codedFacts(resources, codes, today, options),
  medicines: readMedicines(resources.medications, resources.included, codes, options),
  measurements: readMeasurements(resources.observations, codes, options),
  unknown: resources.unknown,
});
