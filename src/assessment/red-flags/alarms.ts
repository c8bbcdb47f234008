/** Every reason for the urgent card, of whatever age: a red flag with its fracture, or what the record holds beside one (DECISIONS B 10-13). */
import { byDay, within, type Day } from '../../calendar.ts';
import type { CodedFact, Concept } from '../../fhir/facts.ts';
import type { RedFlag } from '../../reports/reading.ts';
import { factDay, factsOf, type Mention, type RaisedFlag, type Grounds } from '../situation.ts';
import { malignantBoneFacts } from './known-malignancy.ts';
import { alarmingFractures, closeInTime, isDegenerative, isSettled } from './pairing.ts';

export type AlarmCause =
  'cord-compression' | 'cauda-equina' | 'malignancy' | 'infection' | 'unstable' | 'known-malignancy' | 'coded' | 'ankylosed-spine';

export interface Alarm {
  readonly cause: AlarmCause;
  readonly flag: RedFlag;
  /** From when it counts: the report, or the newer of two. */
  readonly day: Day | null;
  readonly mentions: readonly Mention[];
  readonly raised: RaisedFlag | null;
  readonly fact: CodedFact | null;
  readonly provisional: boolean;
}

const newest = (days: readonly (Day | null)[]): Day | null =>
  days
    .flatMap((day) => day ?? [])
    .sort()
    .at(-1) ?? null;

const causeOf = ({ flag, statement }: RaisedFlag): AlarmCause => {
  if (flag !== 'cordCompression') return flag;
  return statement.structure === 'cauda equina' ? 'cauda-equina' : 'cord-compression';
};

/** A coded fracture that no report gives can stand beside a flag too, when it is as new. */
const codedBeside = (raised: RaisedFlag, situation: Grounds): readonly CodedFact[] =>
  situation.fractures
    .filter(({ mentions, calledOld }) => mentions.length === 0 && !calledOld)
    .flatMap(({ codes }) => codes)
    .filter((fact) => closeInTime(factDay(fact), raised.day, situation));

const fromReports = (situation: Grounds): readonly Alarm[] =>
  situation.flags.flatMap((raised): readonly Alarm[] => {
    const mentions = alarmingFractures(raised, situation);
    const [fact = null] = mentions.length > 0 || isDegenerative(raised) ? [] : codedBeside(raised, situation);
    if (mentions.length === 0 && fact === null) return [];
    const day = newest([raised.day, ...mentions.map((mention) => mention.day)]);
    const provisional = raised.provisional || mentions.every((mention) => mention.provisional && mention.reportId === raised.reportId);
    return [{ cause: causeOf(raised), flag: raised.flag, day, mentions, raised, fact, provisional }];
  });

/** Recorded bone metastases or myeloma with a fracture or possible fracture that its report does not call settled (B 11). */
const fromKnownMalignancy = (situation: Grounds): readonly Alarm[] =>
  malignantBoneFacts(situation)
    .slice(0, 1)
    .flatMap((fact) => {
      const mentions = situation.mentions.filter((mention) => !isSettled(mention));
      const day = newest(mentions.map((mention) => mention.day));
      const provisional = mentions.every((mention) => mention.provisional);
      return mentions.length === 0
        ? []
        : [{ cause: 'known-malignancy' as const, flag: 'malignancy' as const, day, mentions, raised: null, fact, provisional }];
    });

const CODED: Partial<Record<Concept, RedFlag>> = {
  'cord-compression': 'cordCompression',
  'cauda-equina': 'cordCompression',
  'spinal-infection': 'infection',
};

const CODED_CONCEPTS: readonly Concept[] = ['cord-compression', 'cauda-equina', 'spinal-infection', 'vertebral-fracture'];

const CODED_FRACTURES: Readonly<Record<string, RedFlag>> = {
  burst: 'unstable',
  'cord-lesion': 'cordCompression',
  pathological: 'malignancy',
};

const cancerRecorded = (situation: Grounds): boolean =>
  factsOf(situation, 'malignancy').length > 0 || malignantBoneFacts(situation).length > 0;

/** Codes for compression or infection with a fracture; burst, cord-lesion and (with cancer) pathological fracture codes by themselves (A 7, B 11). */
const fromCodes = (situation: Grounds): readonly Alarm[] => {
  const someFracture = situation.mentions.length > 0 || situation.fractures.length > 0 || situation.possibles.length > 0;
  const fracture = (fact: CodedFact): RedFlag | undefined => {
    if (fact.concept !== 'vertebral-fracture') return someFracture ? CODED[fact.concept] : undefined;
    return fact.kind === 'pathological' && !cancerRecorded(situation) ? undefined : CODED_FRACTURES[fact.kind ?? ''];
  };
  const listed = CODED_CONCEPTS.flatMap((concept) => factsOf(situation, concept)).map((fact) => ({
    fact,
    day: factDay(fact),
    provisional: false,
  }));
  const concluded = situation.reports.flatMap(({ report, day, provisional }) =>
    report.codedConclusions.map((fact) => ({ fact, day: factDay(fact) ?? day, provisional })),
  );
  return [...listed, ...concluded].flatMap(({ fact, day, provisional }): readonly Alarm[] => {
    const flag = fact.status === 'resolved' ? undefined : fracture(fact);
    return flag === undefined ? [] : [{ cause: 'coded', flag, day, mentions: [], raised: null, fact, provisional }];
  });
};

/** An ankylosed spine breaks like a long bone: acute, or new within 90 days and not called old, also after trauma (B 12). */
const fromAnkylosis = (situation: Grounds): readonly Alarm[] => {
  const [fact = null] = factsOf(situation, 'ankylosed-spine');
  if (fact === null && !situation.reports.some(({ reading }) => reading?.ankylosed === true)) return [];
  const { thresholds, today, mentions } = situation;
  const firstDay = (mention: Mention): Day =>
    mentions
      .filter(({ level }) => level === mention.level)
      .flatMap(({ day }) => day ?? [])
      .sort()[0] ?? '';
  const fresh = mentions.filter(
    (mention) =>
      mention.acuity === 'acute' ||
      mention.acuity === 'mixed' ||
      (!isSettled(mention) && firstDay(mention) !== '' && within(firstDay(mention), thresholds.urgentWarning, today)),
  );
  const entered = situation.fractures.flatMap(({ mentions: given, calledOld, firstReported }) =>
    given.length === 0 && !calledOld && firstReported !== null && within(firstReported, thresholds.urgentWarning, today)
      ? [firstReported]
      : [],
  );
  if (fresh.length === 0 && entered.length === 0) return [];
  const day = newest([...fresh.map((mention) => mention.day), ...entered]);
  const provisional = entered.length === 0 && fresh.every((mention) => mention.provisional);
  return [{ cause: 'ankylosed-spine', flag: 'unstable', day, mentions: fresh, raised: null, fact, provisional }];
};

/** Worst first; an ankylosed spine tells more than the instability that the report concludes from it. */
const ORDER: readonly AlarmCause[] = [
  'cord-compression',
  'cauda-equina',
  'malignancy',
  'infection',
  'known-malignancy',
  'coded',
  'ankylosed-spine',
  'unstable',
];

export const alarmsOf = (situation: Grounds): readonly Alarm[] =>
  [...fromReports(situation), ...fromKnownMalignancy(situation), ...fromCodes(situation), ...fromAnkylosis(situation)].sort(
    (a, b) => ORDER.indexOf(a.cause) - ORDER.indexOf(b.cause) || byDay(b.day, a.day),
  );
