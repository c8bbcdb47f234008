/** What one sentence says about vertebral bodies, before sentences are read together. */
import type { Item } from './match.ts';
import type { Sentence } from './sentence.ts';
import type { Acuity, Assertion, Cause, Region, Section, Severity, Statement } from './reading.ts';

/** A finding while it is being put together; the finished form is `Statement`. */
export interface Finding {
  sentence: number;
  first: number;
  last: number;
  section: Section;
  part: number;
  subject: Statement['subject'];
  assertion: Assertion;
  levels: readonly string[];
  regions: readonly Region[];
  /** `null` where nothing is said of its age. */
  acuity: Exclude<Acuity, 'mixed'> | null;
  severity: Severity | null;
  /** Height lost, 0-100; `null` where no figure is given. */
  percent: number | null;
  cause: Exclude<Cause, 'unstated'> | null;
  pathological: boolean;
  names: boolean;
  multiple: boolean;
  denial: Statement['denial'];
  unchanged: Statement['unchanged'];
  calledOld: boolean;
  isNew: boolean;
  treated: boolean;
  softwareOnly: boolean;
  /** Left open in words, not only by being a shape. */
  hedged: boolean;
  /** Cancelled by a later part of the report. */
  cancelled: boolean;
  cues: Item[];
}

const RANK: readonly Severity[] = ['mild', 'moderate', 'severe'];

export const worse = (one: Severity | null, other: Severity | null): Severity | null =>
  one === null || (other !== null && RANK.indexOf(other) > RANK.indexOf(one)) ? other : one;

/** Genant 1993: 20-25 % mild, to 40 % moderate, above severe; under 20 % is no grade. */
export const gradeOfPercent = (percent: number): Severity | null =>
  percent < 20 ? null : percent <= 25 ? 'mild' : percent <= 40 ? 'moderate' : 'severe';

/** Stated or left open, so part of what the report says is there. */
export const stands = ({ assertion, cancelled }: Finding): boolean => !cancelled && (assertion === 'asserted' || assertion === 'possible');

/** Nothing said yet. */
export const blank = (sentence: Sentence, number: number): Finding => ({
  sentence: number,
  first: sentence.first,
  last: sentence.last,
  section: sentence.section,
  part: sentence.part,
  subject: 'shape',
  assertion: 'denied',
  levels: [],
  regions: [],
  acuity: null,
  severity: null,
  percent: null,
  cause: null,
  pathological: false,
  names: false,
  multiple: false,
  denial: null,
  unchanged: null,
  calledOld: false,
  isNew: false,
  treated: false,
  softwareOnly: false,
  hedged: false,
  cancelled: false,
  cues: [],
});
