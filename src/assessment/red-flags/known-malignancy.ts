/** What the record knows of malignant bone disease (DECISIONS B 11, 16). */
import type { CodedFact, Concept } from '../../fhir/facts.ts';
import { factDay, type Situation } from '../situation.ts';

const OF_THE_BONE: readonly Concept[] = ['malignant-fracture', 'bone-metastases', 'myeloma'];

/** Recorded bone metastases, myeloma or a malignant fracture: a property of the patient. Newest first. */
export const malignantBoneFacts = (situation: Situation): readonly CodedFact[] =>
  situation.facts.coded
    .filter(({ concept, kind }) => OF_THE_BONE.includes(concept) || (concept === 'vertebral-fracture' && kind === 'malignant'))
    .sort((a, b) => (factDay(b) ?? '').localeCompare(factDay(a) ?? ''));

export const knownMalignancy = (situation: Situation): CodedFact | null => malignantBoneFacts(situation)[0] ?? null;
