/** Cancer in the record, without recorded metastases, beside a fracture (DECISIONS C 17). */
import { within } from '../../calendar.ts';
import type { CodedFact, MedicineClass } from '../../fhir/facts.ts';
import { factDay, factsOf, type KnownFracture, type Situation } from '../situation.ts';

const CANCER_DRUGS: readonly MedicineClass[] = ['aromatase-inhibitor', 'androgen-deprivation'];

/** The newest entry of any malignancy, active or past. */
export const recordedCancer = (situation: Situation): CodedFact | null => factsOf(situation, 'malignancy')[0] ?? null;

const treatedLately = ({ facts, today, thresholds }: Situation): boolean => {
  const lately = (day: string | null): boolean => day !== null && within(day, thresholds.cancerTreated, today);
  return (
    facts.medicines.some(({ class: kind, oncology, day }) => (oncology || CANCER_DRUGS.includes(kind)) && lately(day)) ||
    facts.coded.some(
      (fact) => ['radiotherapy', 'skeletal-radiotherapy', 'oncology-contact'].includes(fact.concept) && lately(factDay(fact)),
    )
  );
};

/** The cancer that leads the summary: recorded or treated within 5 years, and the fracture acute or first reported within 90 days. */
export const cancerInSummary = (situation: Situation, fractures: readonly KnownFracture[]): CodedFact | null => {
  const { thresholds, today } = situation;
  const lately = (day: string | null): boolean => day !== null && within(day, thresholds.cancerTreated, today);
  const isNew = (day: string | null): boolean => day !== null && within(day, thresholds.cancerInSummary, today);
  const fresh = fractures.some(
    ({ firstReported, mentions }) =>
      isNew(firstReported) || mentions.some(({ acuity, day }) => (acuity === 'acute' || acuity === 'mixed') && isNew(day)),
  );
  const cancers = factsOf(situation, 'malignancy');
  const [newest] = cancers;
  if (newest === undefined || !fresh) return null;
  return cancers.find((fact) => lately(fact.day) || lately(fact.recorded)) ?? (treatedLately(situation) ? newest : null);
};
