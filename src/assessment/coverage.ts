/** Which vertebrae an examination shows, from its name and from what its text says (DECISIONS A 3: "for the levels its region covers"). */
import type { ReportText } from '../fhir/facts.ts';
import type { ReportReading } from '../reports/reading.ts';
import { remembering } from '../remember.ts';
import { LEVELS, inSpineOrder, levelsBetween, levelsOf } from './spine.ts';

/** Words of examination names, and the vertebrae that such an examination shows from top to bottom. */
const SHOWN: readonly { readonly name: RegExp; readonly levels: readonly string[]; readonly spine: boolean }[] = [
  { name: /\b(whole|total|full|entire) (spine|body)\b|\bskeletal survey\b/i, levels: LEVELS, spine: true },
  { name: /\bthoraco-?\s?lumbar\b|\bdorso-?\s?lumbar\b|\bTL spine\b|\bT\/?L[- ]spine\b/i, levels: levelsBetween('T1', 'L5'), spine: true },
  { name: /\blumbo-?\s?sacral\b|\blumbar\b|\bL[- ]spine\b/i, levels: levelsBetween('T12', 'L5'), spine: true },
  { name: /\b(thoracic|dorsal) (and lumbar )?(spine|vertebra\w*)\b|\bT[- ]spine\b/i, levels: levelsBetween('T1', 'T12'), spine: true },
  { name: /\bcervical\b|\bC[- ]spine\b/i, levels: levelsBetween('C1', 'C7'), spine: true },
  { name: /\bspine\b|\bspinal\b/i, levels: LEVELS, spine: true },
  { name: /\bthora(x|cic)\b|\bchest\b|\bCTPA\b|\bpulmonary\b|\blung\b|\bTAP\b|\bCAP\b/i, levels: levelsBetween('T1', 'T12'), spine: false },
  {
    name: /\babdo(men|minal)?\b|\bKUB\b|\burogram\b|\burinary tract\b|\bcolonograph\w*\b|\bTAP\b|\bCAP\b|\baort(a|ic)\b|\bliver\b|\bpancrea\w+\b|\brenal\b/i,
    levels: levelsBetween('T11', 'L5'),
    spine: false,
  },
  { name: /\bpelvis\b/i, levels: levelsBetween('L4', 'L5'), spine: false },
];

type Shown = (typeof SHOWN)[number];

const shownBy = remembering((title): readonly Shown[] => {
  const matches = SHOWN.filter((one) => one.name.test(title));
  const narrower = matches.filter((one) => one.levels !== LEVELS);
  const whole = matches.some((one) => SHOWN[0] === one);
  return whole || narrower.length === 0 ? matches : narrower;
});

const named = (title: string | null): readonly Shown[] => (title === null ? [] : shownBy(title));

const levelsShownBy = remembering((title) => inSpineOrder(shownBy(title).flatMap((one) => one.levels)));

/** Levels that the examination shows, in the spine's order; empty where neither name nor text says. */
export const coveredLevels = ({ title }: Pick<ReportText, 'title'>, reading: Pick<ReportReading, 'covers'> | null): readonly string[] => {
  const byName = title === null ? [] : levelsShownBy(title);
  const byText = levelsOf(reading?.covers ?? []);
  return byText.every((level) => byName.includes(level)) ? byName : inSpineOrder([...byName, ...byText]);
};

/** The examination was made to look at the spine. */
export const isSpineStudy = (report: Pick<ReportText, 'title'>): boolean => named(report.title).some((one) => one.spine);
