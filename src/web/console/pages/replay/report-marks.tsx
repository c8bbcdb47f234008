/** A report with its statements marked where they stand; pointing at one, or reaching it with the keyboard, shows what decided it. */
import { useMemo, useState } from 'preact/hooks';
import type { EntryNotes } from '../../../console-parts.ts';
import type { ReportReading } from '../../../../reports/reading.ts';
import { markText, type MarkKind, type Run } from './mark-text.ts';
import { RunDetails } from './run-details.tsx';

export const KIND_WORDS: Readonly<Record<MarkKind, string>> = {
  asserted: 'asserted',
  possible: 'possible',
  denied: 'denied',
  history: 'history',
  lookalike: 'look-alike',
  flag: 'red flag',
};

const KINDS = Object.keys(KIND_WORDS) as readonly MarkKind[];

export const Legend = () => (
  <ul class="legend" aria-label="Legend">
    {KINDS.map((kind) => (
      <li key={kind}>
        <span class={`mark mark--${kind}`}>{KIND_WORDS[kind]}</span>
      </li>
    ))}
  </ul>
);

const Pieces = ({ run }: { readonly run: Run }) => (
  <>
    {run.pieces.map(({ start, text, cue }) =>
      cue ? (
        <span key={start} class="cue">
          {text}
        </span>
      ) : (
        text
      ),
    )}
  </>
);

interface ReportMarksProps {
  readonly text: string;
  readonly reading: ReportReading;
  readonly entries: EntryNotes;
}

export const ReportMarks = ({ text, reading, entries }: ReportMarksProps) => {
  const runs = useMemo(() => markText(text, reading), [text, reading]);
  const [pointed, setPointed] = useState<number | null>(null);
  const first = runs.findIndex(({ kind }) => kind !== null);
  const shown = runs[pointed ?? first];
  return (
    <div class="report">
      <p class="report__text">
        {runs.map((run, index) =>
          run.kind === null ? (
            <Pieces key={run.start} run={run} />
          ) : (
            <mark
              key={run.start}
              class={`mark mark--${run.kind}${run === shown ? ' mark--shown' : ''}`}
              tabIndex={0}
              onMouseEnter={() => setPointed(index)}
              onFocus={() => setPointed(index)}
            >
              <span class="visually-hidden">[{KIND_WORDS[run.kind]}] </span>
              <Pieces run={run} />
            </mark>
          ),
        )}
      </p>
      {shown?.kind ? (
        <RunDetails run={shown} text={text} entries={entries} />
      ) : (
        <p class="quiet">Nothing in this text is about a vertebra.</p>
      )}
    </div>
  );
};
