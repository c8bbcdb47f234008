/** Sentences read in their order: one that goes on with the one before, answers its template, or takes back what stood above. */
import { spokenOf } from './sentence/assertion.ts';
import { amend } from './addenda.ts';
import { Clause } from './sentence/clause.ts';
import {
  brokeElsewhere,
  explainedBefore,
  levelsMayStandBefore,
  NO_TOPIC,
  sentenceAt,
  sparedIn,
  spokenLevelsOf,
  topicBefore,
  namedBefore,
} from './context.ts';
import type { ReportDocument } from './document.ts';
import { blank, stands, type Finding } from './finding.ts';
import { goOn } from './go-on.ts';
import { bitsOf } from './lexicon/gates.ts';
import type { Lexicon } from './lexicon/load.ts';
import { isA, type Item } from './match.ts';
import { isAside } from './sections.ts';
import { readFlags, stiffIn, type Flag } from './sentence/read-flags.ts';
import { readSentence } from './sentence/read-sentence.ts';
import { tableBegunBy, type Table } from './sentence/rows.ts';
import type { Sentence } from './sentence.ts';
import { isSilent } from './silence.ts';
import { adopt, rejectInOneBreath, takeBack } from './software-claims.ts';

export interface Together {
  readonly findings: readonly Finding[];
  readonly flags: readonly Flag[];
  /** The first sentence that was not read any more; nothing behind it was either. */
  readonly unread: Sentence | null;
}

/**
 * Phrases that are weighed in one report: some fifteen times what the longest real report holds. What follows is not read, so that a hostile text
 * costs no more than a very long report; the reading says so.
 */
const MOST = 8_000;

const EXAM = bitsOf('exam');
const YES = bitsOf('yes');
const LOOKALIKE = bitsOf('lookalike');
const PROCEDURE = bitsOf('procedure');
const BREAK = bitsOf('target-loose', 'target-spinal');
const TABLE_HEAD = bitsOf('grade-label', 'target-spinal', 'target-loose');

export const readTogether = (document: ReportDocument, lexicon: Lexicon): Together => {
  const findings: Finding[] = [];
  const flags: Flag[] = [];
  const spineStudy = document.sentences
    .slice(0, 3)
    .some((sentence) => sentence.mayHold(EXAM) && sentence.all('exam').some((item) => item.entry.spine));
  let latest: readonly Finding[] = [];
  let latestAt = -10;
  let weighed = 0;
  let unread: Sentence | null = null;
  let asked = false;
  let table: Table | null = null;
  let head: Finding | undefined;
  let run: readonly Finding[] = [];
  const amending: Sentence[] = [];
  for (const [number, sentence] of document.sentences.entries()) {
    const recent = number - latestAt <= 3;
    const goesOn = recent && latest.some(stands);
    const heads = headsTable(sentence, sentenceAt(document, number + 1));
    const answers = sentence.mayHold(YES) && namesItsLevel(document, sentenceAt(document, number + 1));
    const near = answers || goesOn || spineStudy || heads || levelsMayStandBefore(document, number);
    if (isSilent(sentence, { latest, recent, adjacent: number - latestAt === 1, near, inTable: table !== null })) continue;
    if (weighed > MOST) {
      unread = sentence;
      break;
    }
    weighed += sentence.items.length;
    const topic = goesOn && !speaksOfOthers(document, number, latest) ? NO_TOPIC : topicBefore(document, number);
    const spineHere = spineStudy || sentence.all('exam').some((item) => item.entry.spine && item.first === sentence.first);
    const begun = sentence.mayHold(TABLE_HEAD) ? tableBegunBy(document, sentence) : null;
    const headed = begun !== null && heads;
    if (begun !== 'fractures' || headed) table = begun ?? table;
    if (table === 'fractures' && !headed && sentence.opensLine && !opensWithLevel(sentence)) table = null;
    let own = readSentence(
      document,
      sentence,
      number,
      {
        spineStudy: spineHere || headed || answers,
        goesOn,
        topic: topic.levels,
        underTopic: topic.heads,
        namedBefore: namedBefore(document, number),
        brokeElsewhere: !goesOn && sentence.mayHold(BREAK) && brokeElsewhere(document, number),
        table,
        explained: explainedBefore(document, number),
      },
      lexicon,
    );
    if (headed) {
      [head] = own;
      flags.push(...readFlags(document, sentence, number, own, { goesOn, spineStudy: true }, undefined));
      continue;
    }
    if (table !== null && opensWithLevel(sentence)) for (const finding of own) takeFromHead(finding, head);
    const spokenLevels = spokenLevelsOf(document, sentence);
    const yes = sentence.all('yes').find((item) => item.first === sentence.first);
    if (asked && yes !== undefined && sentence.groups.length > 0 && own.every(({ subject }) => subject === 'shape'))
      own = [...own, answered(document, sentence, number)];
    if (goesOn && recallsHealth(sentence, own)) own = [];
    rejectInOneBreath(sentence, own);
    const spared = sparedIn(document, sentence);
    if (own.length === 0 && spokenLevels.length > spared.length && sentence.has('software') && !sentence.has('rejected'))
      own = [{ ...answered(document, sentence, number), softwareOnly: true }];
    for (const finding of own)
      if (topic.fresh && finding.levels.length > 0 && finding.levels === topic.levels && stands(finding)) finding.acuity ??= 'acute';
    if (own.some(({ assertion }) => assertion === 'history' || (assertion === 'possible' && asksAtItsEnd(document, sentence))))
      asked = true;
    flags.push(...readFlags(document, sentence, number, own, { goesOn, spineStudy: spineHere }, stiffNear(document, number)));
    if (sentence.part > 0 && sentence.has('withdrawn', 'unconfirmed', 'corrected')) amending.push(sentence);
    if (sentence.has('rejected') && spokenLevels.length > 0) takeBack(findings, spokenLevels);
    if (spared.length > 0) takeBack(findings, spared);
    if (own.length === 0) {
      if (!recent) continue;
      const plural = sentence.items.some(
        (item) =>
          item.first <= sentence.first + 1 && isA(item, 'multiple', 'time', 'anaphor', 'negation') && speaksOfAll(document, item.first),
      );
      const { spoke, parted } = goOn(
        document,
        sentence,
        plural || namesOthers(run, latest, spokenLevels) ? run : latest,
        number - latestAt === 1,
        goesOn,
      );
      if (spoke) latestAt = number;
      findings.push(...parted);
      latest = [...latest, ...parted];
    } else {
      if (sentence.has('rejected') && own.every(({ assertion }) => assertion === 'denied'))
        for (const finding of latest.filter(({ softwareOnly }) => softwareOnly))
          Object.assign(finding, { assertion: 'denied', denial: 'finding' });
      if (sentence.has('adopted')) findings.push(...adopt(latest, own, spokenLevels));
      findings.push(...own);
      if (own.some(stands) || !goesOn) {
        run = number - latestAt <= 1 && latest.some(stands) ? [...run, ...own] : own;
        latest = own;
        latestAt = number;
      }
    }
  }
  for (const sentence of amending) amend(document, sentence, findings, flags);
  ascribeToSystemicDisease(document, findings);
  if (isProcedure(document)) for (const finding of findings) openAge(finding);
  return { findings, flags, unread };
};

/** The sentence right before or after may be the one that says that the spine is ankylosed. */
const stiffNear = (document: ReportDocument, number: number): Item | undefined => {
  for (const beside of [sentenceAt(document, number - 1), sentenceAt(document, number + 1)]) {
    const stiff = beside === undefined || isAside(beside) ? undefined : stiffIn(document, beside);
    if (stiff !== undefined && stiff.entry.described !== true) return stiff;
  }
  return undefined;
};

/** A procedure is told of with two of its words at least. */
const isProcedure = (document: ReportDocument): boolean =>
  document.mayHold(PROCEDURE) &&
  document.sentences.reduce((told, sentence) => told + (sentence.mayHold(PROCEDURE) ? sentence.all('procedure').length : 0), 0) > 1;

/** Cement that is being placed says nothing of the age of the fracture, unlike cement that is found. */
const openAge = (finding: Finding): void => {
  if (finding.subject === 'cement' && !finding.cues.some(({ entry }) => entry.role === 'time')) finding.acuity = null;
};

const isBareShape = (finding: Finding): boolean => stands(finding) && finding.subject === 'shape' && !finding.hedged;

/** Sickle cell disease or a storage disorder, wherever it is named, explains the shapes. */
const ascribeToSystemicDisease = (document: ReportDocument, findings: readonly Finding[]): void => {
  if (!findings.some(isBareShape)) return;
  const named = document.sentences.flatMap((sentence) =>
    !sentence.mayHold(LOOKALIKE)
      ? []
      : sentence
          .all('lookalike')
          .filter((item) => item.entry.systemic === true && spokenOf(Clause.of(sentence, document), item).as === 'asserted'),
  );
  const [disease] = named;
  if (disease === undefined) return;
  for (const finding of findings)
    if (isBareShape(finding)) Object.assign(finding, { assertion: 'lookalike', denial: 'finding', cues: [...finding.cues, disease] });
};

/** "Osteoporotic fractures:": what the head says of all stands for each row. */
const takeFromHead = (finding: Finding, head: Finding | undefined): void => {
  if (head === undefined || !stands(finding)) return;
  finding.cause ??= head.cause;
  finding.pathological ||= head.pathological;
};

/** "...; the vertebra was normal on the earlier study": tells the age of the fracture that was spoken of. */
const recallsHealth = (sentence: Sentence, own: readonly Finding[]): boolean =>
  own.length > 0 && own.every(({ denial }) => denial === 'weak') && sentence.all('time').some(({ entry }) => entry.refersBack === true);

/** "Site: L2", "Vertebra: L1". */
const namesItsLevel = ({ tokens }: ReportDocument, sentence: Sentence | undefined): boolean => {
  const level = sentence?.groups[0];
  return level !== undefined && level.first - (sentence?.first ?? 0) <= LONGEST_LABEL && tokens.mark(level.first - 1) === ':';
};

const LONGEST_LABEL = 3;

/** "Is there a vertebral fracture?" */
const asksAtItsEnd = ({ tokens }: ReportDocument, { last }: Sentence): boolean => tokens.mark(last - 1) === '?';

/** The row of a table, under its head. */
const opensWithLevel = (sentence: Sentence | undefined): boolean => sentence !== undefined && sentence.groups[0]?.first === sentence.first;

/** Asked of every sentence, so what costs least is asked first. */
const headsTable = (sentence: Sentence, next: Sentence | undefined): boolean =>
  next !== undefined && next.mayOpenWithLevel() && sentence.mayHold(TABLE_HEAD) && opensWithLevel(next);

/** "The T6 fracture is subacute. T8 is chronic.": of those said before, not the last. */
const namesOthers = (run: readonly Finding[], latest: readonly Finding[], levels: readonly string[]): boolean =>
  levels.length > 0 && !sharesLevel(latest, levels) && sharesLevel(run, levels);

/** "T12 has healed. T11 has a band of oedema; this may be a fracture.": the sentence before is about another level, and not to say that it is well. */
const speaksOfOthers = (document: ReportDocument, number: number, latest: readonly Finding[]): boolean => {
  const before = sentenceAt(document, number - 1);
  if (before === undefined || !before.mayHoldLevels() || sparedIn(document, before).length > 0) return false;
  const levels = spokenLevelsOf(document, before);
  return levels.length > 0 && !sharesLevel(latest, levels);
};

const sharesLevel = (findings: readonly Finding[], levels: readonly string[]): boolean =>
  findings.some((finding) => finding.levels.some((level) => levels.includes(level)));

/** "Neither was present before", "all old": of everything just listed. */
const speaksOfAll = (document: ReportDocument, at: number): boolean => document.lexicon.stops.all.has(document.tokens.textOf(at));

/** "Yes - L3": the request asked whether there is a fracture. */
const answered = (document: ReportDocument, sentence: Sentence, number: number): Finding => {
  return {
    ...blank(sentence, number),
    subject: 'fracture',
    assertion: 'asserted',
    levels: spokenLevelsOf(document, sentence),
    acuity: sentence.all('time')[0]?.entry.acuity ?? null,
    names: true,
    cues: [...sentence.all('yes')],
  };
};
