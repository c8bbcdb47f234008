/** Report text -> what it says about the vertebrae. Pure, deterministic, linear in the text; after ConText (Harkema 2009). */
import { adviceIn } from './advice.ts';
import { layOut, type ReportDocument } from './document.ts';
import type { Lexicon } from './lexicon/load.ts';
import { backgroundOf } from './background.ts';
import type { Finding } from './finding.ts';
import type { Item } from './match.ts';
import type { Flag } from './sentence/read-flags.ts';
import { readTogether } from './read-together.ts';
import type { Cue, FlagStatement, ReportReading, Statement } from './reading.ts';
import { settleContradictions, settleFlags, summarise } from './verdict.ts';

export { loadLexicon, type Lexicon } from './lexicon/load.ts';

export const readReport = (text: string, lexicon: Lexicon): ReportReading => {
  const document = layOut(text, lexicon);
  const { findings, flags, unread } = readTogether(document, lexicon);
  settleContradictions(findings);
  settleFlags(flags);
  const background = backgroundOf(document);
  const core = summarise(findings, flags, background.injury, lexicon.spine);
  return {
    verdict: core.verdict,
    levels: core.levels,
    acuity: core.acuity,
    severity: core.severity,
    cause: core.cause,
    redFlags: core.redFlags,
    namesFracture: core.namesFracture,
    recommendsAction: adviceIn(document),
    statements: findings.map((finding) => statementOf(finding, document)),
    flags: flags.map((flag) => flagOf(flag, findings, document)),
    mechanism: background.mechanism,
    ankylosed: background.ankylosed,
    pointerOnly: background.pointerOnly,
    advisesImaging: background.advisesImaging,
    covers: background.covers,
    unreadFrom: unread === null ? null : document.tokens.start(unread.first),
    steps: document.steps(),
  };
};

const spanOf = ({ tokens }: ReportDocument, first: number, last: number): { readonly start: number; readonly end: number } => ({
  start: tokens.start(first),
  end: tokens.end(last - 1),
});

const cuesOf = (items: readonly Item[], document: ReportDocument): readonly Cue[] =>
  [...new Set(items)]
    .map((item): Cue => {
      const { start, end } = spanOf(document, item.first, item.last);
      return { start, end, role: item.entry.role, entry: item.entry.id };
    })
    .sort((a, b) => a.start - b.start);

const quoteOf = ({ text }: ReportDocument, { start, end }: { readonly start: number; readonly end: number }): string =>
  text.slice(start, end);

const statementOf = (finding: Finding, document: ReportDocument): Statement => {
  const span = spanOf(document, finding.first, finding.last);
  const speaks = finding.assertion === 'asserted' || finding.assertion === 'possible';
  return {
    start: span.start,
    end: span.end,
    quote: quoteOf(document, span),
    section: finding.section,
    subject: finding.subject,
    assertion: finding.cancelled ? 'denied' : finding.assertion,
    levels: finding.levels,
    regions: finding.regions,
    acuity: speaks ? (finding.acuity ?? 'unspecified') : finding.acuity,
    severity: finding.severity,
    cause: speaks ? (finding.cause ?? 'unstated') : finding.cause,
    namesFracture: finding.names,
    multiple: finding.multiple,
    denial: finding.cancelled ? null : finding.denial,
    unchanged: finding.unchanged,
    calledOld: finding.calledOld,
    isNew: finding.isNew,
    treated: finding.treated,
    softwareOnly: finding.softwareOnly,
    cues: cuesOf(finding.cues, document),
  };
};

const flagOf = (flag: Flag, findings: readonly Finding[], document: ReportDocument): FlagStatement => {
  const span = spanOf(document, flag.first, flag.last);
  return {
    start: span.start,
    end: span.end,
    quote: quoteOf(document, span),
    section: flag.section,
    flag: flag.flag,
    assertion: flag.cancelled ? 'denied' : flag.assertion,
    levels: flag.levels,
    besides: findings.flatMap((finding, index) => (finding.sentence === flag.sentence ? [index] : [])),
    ascribedTo: flag.ascribedTo,
    structure: flag.structure,
    urgent: flag.urgent,
    course: flag.course,
    cues: cuesOf(flag.cues, document),
  };
};
