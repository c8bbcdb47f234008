/** A report's text cut into runs, so that each statement can be marked where it stands and each cue within it. */
import type { Assertion, Cue, FlagStatement, ReportReading, Span, Statement } from '../../../../reports/reading.ts';

export type MarkKind = Assertion | 'flag';

/** A stretch without a boundary inside. */
export interface Piece extends Span {
  readonly text: string;
  /** The cue that it belongs to. */
  readonly cue: Cue | null;
}

/** Neighbouring pieces that the same statements cover. */
export interface Run extends Span {
  /** `null` where nothing is said about a vertebra. */
  readonly kind: MarkKind | null;
  readonly statements: readonly Statement[];
  readonly flags: readonly FlagStatement[];
  readonly pieces: readonly Piece[];
}

type Reading = Pick<ReportReading, 'statements' | 'flags'>;

/** Where several statements share a stretch, the one that matters most gives it its colour. */
const ORDER: readonly Assertion[] = ['asserted', 'possible', 'history', 'lookalike', 'denied'];

const kindOf = (statements: readonly Statement[], flags: readonly FlagStatement[]): MarkKind | null => {
  if (flags.some(({ assertion }) => assertion === 'asserted' || assertion === 'possible')) return 'flag';
  const said: readonly Assertion[] = [...statements, ...flags].map(({ assertion }) => assertion);
  return ORDER.find((assertion) => said.includes(assertion)) ?? null;
};

const covers = (span: Span, { start, end }: Span): boolean => span.start <= start && end <= span.end;

const cuesOf = ({ statements, flags }: Reading): readonly Cue[] => [...statements, ...flags].flatMap(({ cues }) => cues);

const boundaries = (text: string, reading: Reading): readonly number[] => {
  const spans: readonly Span[] = [...reading.statements, ...reading.flags, ...cuesOf(reading)];
  const all = [0, text.length, ...spans.flatMap(({ start, end }) => [start, end])];
  return [...new Set(all)].filter((place) => place >= 0 && place <= text.length).sort((a, b) => a - b);
};

const sameList = (left: readonly unknown[], right: readonly unknown[]): boolean =>
  left.length === right.length && left.every((one, index) => one === right[index]);

/** The runs, joined, are the text again. */
export const markText = (text: string, reading: Reading): readonly Run[] => {
  const cues = cuesOf(reading);
  const places = boundaries(text, reading);
  const runs: Run[] = [];
  for (const [index, end] of places.entries()) {
    const start = places[index - 1];
    if (start === undefined) continue;
    const span = { start, end };
    const piece: Piece = { ...span, text: text.slice(start, end), cue: cues.find((cue) => covers(cue, span)) ?? null };
    const statements = reading.statements.filter((one) => covers(one, span));
    const flags = reading.flags.filter((one) => covers(one, span));
    const last = runs.at(-1);
    if (last && sameList(last.statements, statements) && sameList(last.flags, flags)) {
      runs[runs.length - 1] = { ...last, end, pieces: [...last.pieces, piece] };
    } else {
      runs.push({ ...span, kind: kindOf(statements, flags), statements, flags, pieces: [piece] });
    }
  }
  return runs;
};
