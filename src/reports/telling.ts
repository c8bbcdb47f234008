/** What has been told up to a sentence, and what the sentence adds: findings of its own, or something about those before it. */
import {
  asksAtItsEnd,
  brokeElsewhere,
  explainedBefore,
  levelsMayStandBefore,
  namedBefore,
  NO_TOPIC,
  sentenceAt,
  sparedIn,
  spokenLevelsOf,
  topicBefore,
  type Topic,
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

const EXAM = bitsOf('exam');
const YES = bitsOf('yes');
const TABLE_HEAD = bitsOf('grade-label', 'target-spinal', 'target-loose');

/** Before anything was told. */
const LONG_AGO = -10;
const RECENT = 3;

/** How a sentence stands to what was told before it. */
export interface Around {
  readonly number: number;
  /** A sentence not far before spoke, or the one right before. */
  readonly recent: boolean;
  readonly adjacent: boolean;
  /** A finding was told that this sentence may go on with. */
  readonly goesOn: boolean;
  /** The next line opens with a level, so this one may be the head of a table. */
  readonly heads: boolean;
  /** It answers the question of a template, and the next line names the level. */
  readonly answers: boolean;
}

export class Telling {
  readonly findings: Finding[] = [];
  readonly flags: Flag[] = [];
  /** Sentences of addenda that change what stands above. */
  readonly amending: Sentence[] = [];
  private readonly document: ReportDocument;
  private readonly lexicon: Lexicon;
  private readonly spineStudy: boolean;
  private latest: readonly Finding[] = [];
  private latestAt = LONG_AGO;
  /** Findings of sentences that followed one another. */
  private run: readonly Finding[] = [];
  /** Whether there is a fracture was asked, and not answered yet. */
  private asked = false;
  private table: Table | null = null;
  private head: Finding | undefined;

  constructor(document: ReportDocument, lexicon: Lexicon) {
    this.document = document;
    this.lexicon = lexicon;
    this.spineStudy = document.sentences
      .slice(0, 3)
      .some((sentence) => sentence.mayHold(EXAM) && sentence.all('exam').some((item) => item.entry.spine));
  }

  around(number: number, sentence: Sentence): Around {
    const next = sentenceAt(this.document, number + 1);
    const recent = number - this.latestAt <= RECENT;
    return {
      number,
      recent,
      adjacent: number - this.latestAt === 1,
      goesOn: recent && this.latest.some(stands),
      heads: headsTable(sentence, next),
      answers: sentence.mayHold(YES) && namesItsLevel(this.document, next),
    };
  }

  /** Whether nothing in the sentence needs to be looked for. */
  isSilent(sentence: Sentence, { number, recent, adjacent, goesOn, heads, answers }: Around): boolean {
    const near = answers || goesOn || this.spineStudy || heads || levelsMayStandBefore(this.document, number);
    return isSilent(sentence, { latest: this.latest, recent, adjacent, near, inTable: this.table !== null });
  }

  read(sentence: Sentence, around: Around): void {
    const { document } = this;
    const { number, goesOn, heads } = around;
    const topic = goesOn && !speaksOfOthers(document, number, this.latest) ? NO_TOPIC : topicBefore(document, number);
    const spineHere = this.spineStudy || sentence.all('exam').some((item) => item.entry.spine && item.first === sentence.first);
    const headed = this.beginTable(sentence, heads);
    const told = this.findingsOf(sentence, around, topic, spineHere || headed);
    if (headed) {
      [this.head] = told;
      this.flags.push(...readFlags(document, sentence, number, told, { goesOn, spineStudy: true }, undefined));
      return;
    }
    const levels = spokenLevelsOf(document, sentence);
    const spared = sparedIn(document, sentence);
    const own = this.complete(sentence, around, told, levels.length > spared.length);
    for (const finding of own)
      if (topic.fresh && finding.levels.length > 0 && finding.levels === topic.levels && stands(finding)) finding.acuity ??= 'acute';
    if (own.some(({ assertion }) => assertion === 'history' || (assertion === 'possible' && asksAtItsEnd(document, sentence))))
      this.asked = true;
    this.flags.push(...readFlags(document, sentence, number, own, { goesOn, spineStudy: spineHere }, stiffNear(document, number)));
    if (sentence.part > 0 && sentence.has('withdrawn', 'unconfirmed', 'corrected')) this.amending.push(sentence);
    if (sentence.has('rejected') && levels.length > 0) takeBack(this.findings, levels);
    if (spared.length > 0) takeBack(this.findings, spared);
    if (own.length > 0) this.add(sentence, around, own, levels);
    else if (around.recent) this.addToThoseBefore(sentence, around, levels);
  }

  /** Whether the sentence is the head of a table; its rows, or what is no row any more, are told by it and by their levels. */
  private beginTable(sentence: Sentence, heads: boolean): boolean {
    const begun = sentence.mayHold(TABLE_HEAD) ? tableBegunBy(this.document, sentence) : null;
    const headed = begun !== null && heads;
    if (begun !== 'fractures' || headed) this.table = begun ?? this.table;
    if (this.table === 'fractures' && !headed && sentence.opensLine && !opensWithLevel(sentence)) this.table = null;
    return headed;
  }

  private findingsOf(sentence: Sentence, { number, goesOn, answers }: Around, topic: Topic, spineStudy: boolean): readonly Finding[] {
    const { document, table } = this;
    const around = {
      spineStudy: spineStudy || answers,
      goesOn,
      topic: topic.levels,
      underTopic: topic.heads,
      namedBefore: namedBefore(document, number),
      brokeElsewhere: !goesOn && brokeElsewhere(document, number),
      table,
      explained: explainedBefore(document, number),
    };
    return readSentence(document, sentence, number, around, this.lexicon);
  }

  /** Its own findings, with what the head of its table, the question before, or software says of it. */
  private complete(sentence: Sentence, { number, goesOn }: Around, told: readonly Finding[], namesLevels: boolean): readonly Finding[] {
    const { document } = this;
    if (this.table !== null && opensWithLevel(sentence)) for (const finding of told) takeFromHead(finding, this.head);
    const yes = sentence.all('yes').some((item) => item.first === sentence.first);
    const answers = this.asked && yes && sentence.groups.length > 0 && told.every(({ subject }) => subject === 'shape');
    let own = answers ? [...told, answered(document, sentence, number)] : told;
    if (goesOn && recallsHealth(sentence, own)) own = [];
    rejectInOneBreath(sentence, own);
    if (own.length === 0 && namesLevels && sentence.has('software') && !sentence.has('rejected'))
      own = [{ ...answered(document, sentence, number), softwareOnly: true }];
    return own;
  }

  private add(sentence: Sentence, { number, goesOn }: Around, own: readonly Finding[], levels: readonly string[]): void {
    if (sentence.has('rejected') && own.every(({ assertion }) => assertion === 'denied'))
      for (const finding of this.latest.filter(({ softwareOnly }) => softwareOnly))
        Object.assign(finding, { assertion: 'denied', denial: 'finding' });
    if (sentence.has('adopted')) this.findings.push(...adopt(this.latest, own, levels));
    this.findings.push(...own);
    if (!own.some(stands) && goesOn) return;
    this.run = number - this.latestAt <= 1 && this.latest.some(stands) ? [...this.run, ...own] : own;
    this.latest = own;
    this.latestAt = number;
  }

  private addToThoseBefore(sentence: Sentence, { number, adjacent, goesOn }: Around, levels: readonly string[]): void {
    const { document } = this;
    const plural = sentence.items.some(
      (item) =>
        item.first <= sentence.first + 1 && isA(item, 'multiple', 'time', 'anaphor', 'negation') && speaksOfAll(document, item.first),
    );
    const before = plural || namesOthers(this.run, this.latest, levels) ? this.run : this.latest;
    const { spoke, parted } = goOn(document, sentence, before, adjacent, goesOn);
    if (spoke) this.latestAt = number;
    this.findings.push(...parted);
    this.latest = [...this.latest, ...parted];
  }
}

/** The sentence right before or after may be the one that says that the spine is ankylosed. */
const stiffNear = (document: ReportDocument, number: number): Item | undefined => {
  for (const beside of [sentenceAt(document, number - 1), sentenceAt(document, number + 1)]) {
    const stiff = beside === undefined || isAside(beside) ? undefined : stiffIn(document, beside);
    if (stiff !== undefined && stiff.entry.described !== true) return stiff;
  }
  return undefined;
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
