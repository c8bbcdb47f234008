/** Which sentences can say nothing about the spine, told by single words: nothing in them is looked for. */
import { stands, type Finding } from './finding.ts';
import { SHORT } from './go-on.ts';
import { bitsOf } from './lexicon/gates.ts';
import type { Sentence } from './sentence.ts';

const ALWAYS = bitsOf('target-spinal', 'flag-spine', 'measure', 'amending', 'grade-label', 'software');
const PLACED = bitsOf('target-loose', 'flag-bone', 'lookalike', 'severity', 'fraction', 'yes');
const PLACE = bitsOf('place');
const BONE = bitsOf('flag-bone');
const OSSEOUS = bitsOf('osseous');
const NEAR_FINDING = bitsOf('target-loose', 'flag-bone', 'flag-fracture');
const EXAM = bitsOf('exam');
const ANAPHOR = bitsOf('anaphor');
const REFERS_BACK = bitsOf('refers-back');
const SOFTWARE_JUDGED = bitsOf('rejected', 'adopted');
const TIME = bitsOf('time', 'refers-back');
const LOOKALIKE = bitsOf('lookalike');

export interface Before {
  readonly latest: readonly Finding[];
  /** A sentence not far before spoke. */
  readonly recent: boolean;
  /** The sentence right before spoke. */
  readonly adjacent: boolean;
  /** A finding, a level or the kind of study before lets a loose word be about the spine. */
  readonly near: boolean;
  /** A table of grades or losses has begun. */
  readonly inTable: boolean;
}

/** Whether the sentence can neither say anything itself nor add to what was said: then nothing in it is looked for. */
export const isSilent = (sentence: Sentence, before: Before): boolean => !maySpeak(sentence, before) || sentence.isWordList();

const maySpeak = (sentence: Sentence, { latest, recent, adjacent, near, inTable }: Before): boolean => {
  if (sentence.mayHold(ALWAYS)) return true;
  const levels = sentence.mayHoldLevels();
  if ((levels || sentence.mayHold(PLACE)) && sentence.mayHold(PLACED)) return true;
  if ((levels && inTable) || (sentence.mayHold(BONE) && sentence.mayHold(OSSEOUS))) return true;
  const mayBeNear = near || (sentence.open & EXAM) !== 0;
  if (mayBeNear && sentence.mayHold(NEAR_FINDING) && (near || sentence.mayHold(EXAM))) return true;
  if (!recent || !latest.some((finding) => stands(finding) || finding.softwareOnly)) return false;
  if (sentence.mayOpenWith(ANAPHOR) || sentence.mayHold(REFERS_BACK) || sentence.mayHold(LOOKALIKE)) return true;
  if ((levels || sentence.mayHold(SOFTWARE_JUDGED)) && latest.some(({ softwareOnly }) => softwareOnly)) return true;
  const length = sentence.last - sentence.first;
  return adjacent ? length <= 3 * SHORT || sentence.mayHold(TIME) : (length <= SHORT + 1 || levels) && sentence.mayHold(TIME);
};
