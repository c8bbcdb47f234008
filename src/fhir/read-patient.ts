/** The Patient: age, sex, and whether the record says that the person has died. */
import { yearsOld, type Day } from '../calendar.ts';
import { lastDayOf } from './dates.ts';
import type { PatientFacts } from './facts.ts';
import { text, type Json } from './json.ts';

const SEXES = ['female', 'male', 'other'] as const;

/** Completed years; of a partial date the latest day that it can mean, so the younger of two ages. A birth in the future is no birth date. */
const ageOn = (birthDate: string, today: Day): number | null => {
  const latest = lastDayOf(birthDate);
  if (latest === null) return null;
  const age = yearsOld(latest, today);
  return age >= 0 ? age : birthDate.slice(0, 4) === today.slice(0, 4) ? 0 : null;
};

export const readPatient = (patient: Json | null, today: Day): PatientFacts => {
  const birthDate = text(patient?.birthDate);
  const age = birthDate === null ? null : ageOn(birthDate, today);
  return {
    id: text(patient?.id) ?? '',
    birthDate: age === null ? null : birthDate,
    age,
    sex: SEXES.find((sex) => sex === patient?.gender) ?? null,
    deceased: patient?.deceasedBoolean === true || text(patient?.deceasedDateTime) !== null,
  };
};
