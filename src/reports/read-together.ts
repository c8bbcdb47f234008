/** Sentences read in their order: one that goes on with the one before, answers its template, or takes back what stood above. */
import { amend } from './addenda.ts';
import type { ReportDocument } from './document.ts';
import { stands, type Finding } from './finding.ts';
import { bitsOf } from './lexicon/gates.ts';
import type { Lexicon } from './lexicon/load.ts';
import { spokenOf } from './sentence/assertion.ts';
import { Clause } from './sentence/clause.ts';
import type { Flag } from './sentence/read-flags.ts';
import type { Sentence } from './sentence.ts';
import { Telling } from './telling.ts';

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

const LOOKALIKE = bitsOf('lookalike');
const PROCEDURE = bitsOf('procedure');

export const readTogether = (document: ReportDocument, lexicon: Lexicon): Together => {
  const telling = new Telling(document, lexicon);
  let weighed = 0;
  let unread: Sentence | null = null;
  for (const [number, sentence] of document.sentences.entries()) {
    const around = telling.around(number, sentence);
    if (telling.isSilent(sentence, around)) continue;
    if (weighed > MOST) {
      unread = sentence;
      break;
    }
    weighed += sentence.items.length;
    telling.read(sentence, around);
  }
  const { findings, flags } = telling;
  for (const sentence of telling.amending) amend(document, sentence, findings, flags);
  ascribeToSystemicDisease(document, findings);
  if (isProcedure(document)) for (const finding of findings) openAge(finding);
  return { findings, flags, unread };
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
