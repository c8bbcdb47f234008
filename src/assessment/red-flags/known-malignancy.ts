/** What the record knows of malignant bone disease (DECISIONS B 11, 16). */
import { byDay } from '../../calendar.ts';
import type { CodedFact, Concept } from '../../fhir/facts.ts';
import { factDay, factsOf, type Grounds } from '../situation.ts';

const OF_THE_BONE: readonly Concept[] = ['malignant-fracture', 'bone-metastases', 'myeloma'];

/** Recorded bone metastases, myeloma or a malignant fracture: a property of the patient. Newest first. */
export const malignantBoneFacts = (situation: Pick<Grounds, 'index'>): readonly CodedFact[] =>
  [...OF_THE_BONE.flatMap((concept) => factsOf(situation, concept)), ...factsOf(situation, 'vertebral-fracture', 'malignant')].sort(
    (a, b) => byDay(factDay(b), factDay(a)),
  );

export const knownMalignancy = (situation: Pick<Grounds, 'index'>): CodedFact | null => malignantBoneFacts(situation)[0] ?? null;
