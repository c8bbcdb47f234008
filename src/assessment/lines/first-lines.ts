/** What must be seen before anything else on a card, and on which card (DECISIONS C 17-20). */
import type { Line, RuleId } from '../advice.ts';
import { plain } from '../line.ts';
import type { Situation } from '../situation.ts';
import { cancerFirst } from './cancer-first.ts';
import { myelomaFirst } from './myeloma-first.ts';
import { pregnancyFirst, situationFirst } from './situation-first.ts';

type Opening = (situation: Situation) => readonly Line[];

const notChecked: Opening = ({ facts }) => [
  ...(facts.unknown.includes('conditions') ? plain('cancer-not-checked') : []),
  ...(facts.unknown.includes('medications') ? plain('medicines-not-checked') : []),
];

const BONE: readonly Opening[] = [notChecked, cancerFirst, myelomaFirst, situationFirst];

/** Nothing on the cards to the reporter about their own report. */
const OPENINGS: Readonly<Record<RuleId, readonly Opening[]>> = {
  'urgent-cause': [notChecked],
  'denosumab-gap': BONE,
  'fracture-on-treatment': BONE,
  'very-high-risk': BONE,
  assess: BONE,
  'assess-under-50': BONE,
  symptoms: [notChecked, cancerFirst, pregnancyFirst],
  'confirm-wording': [notChecked, cancerFirst],
  'report-quality': [],
  'report-not-read': [],
};

export const firstLines = (situation: Situation, rule: RuleId): readonly Line[] => OPENINGS[rule].flatMap((opening) => opening(situation));
