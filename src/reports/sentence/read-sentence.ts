/** One sentence -> what it says about vertebral bodies. */
import { findingOf } from './build-finding.ts';
import { Clause } from './clause.ts';
import type { ReportDocument } from '../document.ts';
import type { Finding } from '../finding.ts';
import { framesOf, goesBack, shareLevels, type Frame } from './frames.ts';
import { afflicted, bind, usableGroups } from './levels-of-finding.ts';
import type { LevelGroup } from '../levels.ts';
import type { Lexicon } from '../lexicon/load.ts';
import type { Sentence } from '../sentence.ts';
import { brokenElsewhere, listTargets, vertebralTargets, type Surroundings } from './targets.ts';
import { apportion } from './per-level.ts';
import { gradedInLine, tableRow } from './rows.ts';
import { handOut, type Traits } from './traits.ts';
import { exceptions, lookalikes, preserved } from './without-target.ts';

/** One finding, or one for each of its levels where they are described apart. */
const findingsOf = (frame: Frame, traits: ReadonlyMap<Frame | LevelGroup, Traits>, clause: Clause, number: number): readonly Finding[] => {
  const shared = traits.get(frame);
  const all = shared === undefined ? [] : [shared];
  if (!frame.groups.some((group) => traits.has(group))) return [findingOf(frame, frame.groups, all, clause, number)];
  return frame.groups.map((group) => {
    const own = traits.get(group);
    return findingOf(frame, [group], own === undefined ? all : [...all, own], clause, number);
  });
};

export const readSentence = (
  document: ReportDocument,
  sentence: Sentence,
  number: number,
  around: Surroundings,
  lexicon: Lexicon,
): readonly Finding[] => {
  if (sentence.groups.length === 0 && !sentence.has('target', 'measure')) return [];
  const clause = Clause.of(sentence, document);
  const groups = afflicted(clause, usableGroups(clause));
  const row = around.table === null ? null : tableRow(clause, groups, around.table, number, lexicon.numbers);
  if (row !== null) return row;
  const list = around.goesOn ? null : gradedInLine(clause, groups, number);
  if (list !== null) return list;
  const own = vertebralTargets(clause, groups, around);
  const targets = own.length > 0 ? own : listTargets(clause, groups, lexicon);
  const bounds = bind(clause, groups, targets, brokenElsewhere(clause, targets));
  const frames = framesOf(clause, targets, bounds, around);
  const traits = handOut(clause, frames, lexicon);
  if (around.topic.length > 0 && groups.length === 0)
    for (const frame of frames) if (around.underTopic || goesBack(clause, frame)) frame.inherited = around.topic;
  shareLevels(frames, bounds);
  const told: Finding[] = [];
  for (const frame of frames) if (frame.spoken.as !== 'hypothetical') told.push(...findingsOf(frame, traits, clause, number));
  const findings = apportion(clause, told);
  const whole = findings.length === 0 || findings.every(({ assertion }) => assertion === 'denied') ? preserved(clause, number) : [];
  const all = [...findings, ...whole, ...(targets.length === 0 ? lookalikes(clause, groups, number) : [])];
  return [...all, ...exceptions(clause, groups, all, number)];
};
