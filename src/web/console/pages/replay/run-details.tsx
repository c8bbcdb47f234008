/** What one marked stretch was read as: statement by statement, with the words that decided it and the lexicon entries that know them. */
import type { EntryNotes } from '../../../console-parts.ts';
import type { Cue, FlagStatement, Statement } from '../../../../reports/reading.ts';
import { acuityInWords } from './acuity-words.ts';
import type { Run } from './mark-text.ts';

interface CuesProps {
  readonly cues: readonly Cue[];
  readonly text: string;
  readonly entries: EntryNotes;
}

const Cues = ({ cues, text, entries }: CuesProps) => (
  <ul class="cues">
    {cues.map(({ start, end, role, entry }) => (
      <li key={`${start}-${entry}`}>
        <q>{text.slice(start, end)}</q> {role}, by lexicon entry <code>{entry}</code>
        {entries[entry]?.note && <span class="quiet">: {entries[entry].note}</span>}
      </li>
    ))}
  </ul>
);

const statementWords = (one: Statement): string =>
  [
    one.assertion,
    one.subject,
    one.levels.length > 0 ? `at ${one.levels.join(', ')}` : one.regions.length > 0 ? one.regions.join(', ') : 'no level given',
    acuityInWords(one.acuity),
    one.severity,
    one.cause === 'unstated' ? null : one.cause,
    one.namesFracture ? null : 'not named a fracture',
    one.isNew ? 'new' : null,
    one.unchanged ? 'unchanged' : null,
    one.treated ? 'treated' : null,
    one.multiple ? 'several' : null,
    one.denial ? `denial: ${one.denial}` : null,
    one.softwareOnly ? 'by software only' : null,
    `in ${one.section}`,
  ]
    .filter(Boolean)
    .join(' · ');

const flagWords = (one: FlagStatement): string =>
  [
    one.assertion,
    `red flag ${one.flag}`,
    one.structure,
    one.ascribedTo ? `ascribed to ${one.ascribedTo}` : null,
    one.urgent ? 'urgent' : null,
    one.course === 'unstated' ? null : one.course,
    `in ${one.section}`,
  ]
    .filter(Boolean)
    .join(' · ');

export const RunDetails = ({ run, text, entries }: { readonly run: Run; readonly text: string; readonly entries: EntryNotes }) => (
  <div class="run-details" role="status">
    {run.statements.map((one) => (
      <div key={`statement-${one.start}-${one.subject}-${one.levels.join()}`}>
        <p>{statementWords(one)}</p>
        <Cues cues={one.cues} text={text} entries={entries} />
      </div>
    ))}
    {run.flags.map((one) => (
      <div key={`flag-${one.start}-${one.flag}`}>
        <p>{flagWords(one)}</p>
        <Cues cues={one.cues} text={text} entries={entries} />
      </div>
    ))}
  </div>
);
