/** The cards that were shown for one patient: what every hook call asks, before it decides and before it remembers. */
import { writtenOnce } from './database.ts';

export const deliveriesOf = writtenOnce(
  (kysely, patientKey: string) => kysely.selectFrom('delivery').selectAll().where('patient_key', '=', patientKey),
  (patientKey) => [patientKey],
);
