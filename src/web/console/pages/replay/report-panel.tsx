/** One imaging report: where its text came from, what it was read as, and the text itself, which can be edited in place. */
import { useEffect, useState } from 'preact/hooks';
import type { EntryNotes, Read } from '../../../console-parts.ts';
import type { ReportText } from '../../../../fhir/facts.ts';
import type { ReportReading } from '../../../../reports/reading.ts';
import { printedDay } from '../../parts/day.ts';
import { readText } from '../../service/demo.ts';
import { acuityInWords } from './acuity-words.ts';
import { ReportMarks } from './report-marks.tsx';

const verdictWords = (reading: ReportReading): string =>
  [
    `Verdict: ${reading.verdict}`,
    reading.levels.length > 0 ? `at ${reading.levels.join(', ')}` : null,
    acuityInWords(reading.acuity),
    reading.severity,
    reading.redFlags.length > 0 ? `red flags: ${reading.redFlags.join(', ')}` : null,
  ]
    .filter(Boolean)
    .join(' · ');

/** How long after the last key the text is read again, in milliseconds. */
const PAUSE = 150;

/** A reading with the very text that its spans point into. */
type ReadOf = Read & { readonly text: string };

const useReading = (text: string, given: ReadOf | null): ReadOf | null => {
  const [read, setRead] = useState(given);
  useEffect(() => {
    let current = true;
    const timer = setTimeout(() => void readText(text).then((fresh) => current && setRead({ ...fresh, text })), PAUSE);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [text]);
  return read;
};

interface EditorProps {
  readonly text: string;
  readonly read: Read | null;
  readonly onAsk: (text: string) => void;
  readonly onStop: () => void;
}

const Editor = ({ text: original, read, onAsk, onStop }: EditorProps) => {
  const [text, setText] = useState(original);
  const now = useReading(text, read && { ...read, text: original });
  return (
    <div class="editor">
      <label class="field">
        <span class="field__label">Text of the report</span>
        <span class="field__hint">It is read again as you type; nothing of it is kept.</span>
        <textarea rows={10} spellcheck={false} value={text} onInput={({ currentTarget }) => setText(currentTarget.value)} />
      </label>
      {now && (
        <>
          <p class="verdict" role="status">
            {verdictWords(now.reading)}
          </p>
          <ReportMarks text={now.text} reading={now.reading} entries={now.entries} />
        </>
      )}
      <p class="button-row">
        <button type="button" class="button button--small" onClick={() => onAsk(text)}>
          Ask the service with this text
        </button>
        <button type="button" class="button button--small button--plain" onClick={onStop}>
          Stop editing
        </button>
      </p>
    </div>
  );
};

interface ReportPanelProps {
  readonly report: ReportText;
  readonly reading: ReportReading | null;
  readonly entries: EntryNotes;
  /** `null` where the report is not in the request and so cannot be changed there. */
  readonly onAsk: ((text: string) => void) | null;
}

export const ReportPanel = ({ report, reading, entries, onAsk }: ReportPanelProps) => {
  const [editing, setEditing] = useState(false);
  const title = report.title ?? 'Imaging report';
  return (
    <article class="panel" aria-label={title}>
      <h3>
        {title}, {printedDay(report.day)}
      </h3>
      <p class="quiet">
        {report.modality ?? 'modality not known'} · {report.status} · <code>DiagnosticReport/{report.id}</code> · text from{' '}
        {report.parts.map(({ from, contentType }) => (contentType ? `${from} (${contentType})` : from)).join(' + ') || 'codes only'}
      </p>
      {report.notRead && <p class="notice notice--refused">Could not be read: {report.notRead}</p>}
      {editing ? (
        <Editor
          text={report.text}
          read={reading && { reading, entries }}
          onAsk={(text) => onAsk?.(text)}
          onStop={() => setEditing(false)}
        />
      ) : (
        <>
          {reading && (
            <>
              <p class="verdict">{verdictWords(reading)}</p>
              <ReportMarks text={report.text} reading={reading} entries={entries} />
            </>
          )}
          {onAsk && (
            <button type="button" class="button button--small button--plain" onClick={() => setEditing(true)}>
              Edit the text
            </button>
          )}
        </>
      )}
    </article>
  );
};
