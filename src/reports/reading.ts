/** What one imaging report says about the vertebrae: the result of `readReport`, value for value as the labelling guideline names it. */

export type Verdict = 'fracture' | 'possible' | 'none';
export type Acuity = 'acute' | 'old' | 'mixed' | 'unspecified';
export type Severity = 'mild' | 'moderate' | 'severe';
export type Cause = 'fragility' | 'trauma' | 'malignant' | 'unstated';
export type RedFlag = 'malignancy' | 'cordCompression' | 'infection' | 'unstable';

/** How a report speaks of a thing. `history`: only in request, history or comparison; `lookalike`: another structure, or the shape ascribed to something benign. */
export type Assertion = 'asserted' | 'possible' | 'denied' | 'history' | 'lookalike';

export type Section = 'request' | 'history' | 'technique' | 'comparison' | 'findings' | 'conclusion' | 'addendum' | 'body';

/** A stretch of the report's original text, in UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A word or phrase that decided something, and the lexicon entry that knows it. */
export interface Cue extends Span {
  readonly role: string;
  /** Id of the lexicon entry. */
  readonly entry: string;
}

/** Parts of the spine and neighbours that a study or a general denial covers. */
export type Region = 'cervical' | 'thoracic' | 'lumbar';

/** One thing that a report says about a vertebral body, also when it denies it. */
export interface Statement extends Span {
  /** The sentence or clause, as it stands in the report. */
  readonly quote: string;
  readonly section: Section;
  /** What is spoken of: a named fracture, a shape, cement; by lexicon group. */
  readonly subject: 'fracture' | 'deformity' | 'collapse' | 'compression' | 'shape' | 'cement';
  readonly assertion: Assertion;
  /** `C3` to `L5`, in the spine's order; empty where no numbered level is given. */
  readonly levels: readonly string[];
  /** Region words where no level is numbered ("mid thoracic"). */
  readonly regions: readonly Region[];
  readonly acuity: Acuity | null;
  readonly severity: Severity | null;
  readonly cause: Cause | null;
  /** The finding is named with the word fracture (or #, fx, VF, VFF, OVF, VCF). */
  readonly namesFracture: boolean;
  /** "multiple", "several", or a plural without levels: counts as two (DECISIONS A 1). */
  readonly multiple: boolean;
  /**
   * For denials, how far they reach (DECISIONS A 3): `finding` names the level or that abnormality; `general` says that there is no vertebral
   * fracture at all; `qualified` denies only acute, new or further ones; `weak` is "normal", "heights preserved", "no bony abnormality".
   */
  readonly denial: 'finding' | 'general' | 'qualified' | 'weak' | null;
  /** Called unchanged, stable or again seen; with the date it is compared to, as ISO day or partial date, where one is given. */
  readonly unchanged: { readonly since: string | null } | null;
  /** Called old, chronic, healed or the like in words of its own, not only by being unchanged. */
  readonly calledOld: boolean;
  /** Called new, progressed or worse since an earlier study. */
  readonly isNew: boolean;
  /** Called treated (cement, fixation) or healed. */
  readonly treated: boolean;
  /** Found by software only, with no word of the reporter's own (DECISIONS A 8). */
  readonly softwareOnly: boolean;
  readonly cues: readonly Cue[];
}

/** One red flag about the spine that a report raises or denies. */
export interface FlagStatement extends Span {
  readonly quote: string;
  readonly section: Section;
  readonly flag: RedFlag;
  readonly assertion: 'asserted' | 'possible' | 'denied' | 'history';
  readonly levels: readonly string[];
  /** Which statements (index into `statements`) stand in the same sentence. */
  readonly besides: readonly number[];
  /** To what a compression of cord or cauda equina is ascribed (DECISIONS B 13); `null` for other flags. */
  readonly ascribedTo: 'degenerative' | 'tumour' | 'fracture' | 'infection' | 'other' | 'unascribed' | null;
  /** Which neural structure, so that cards can say it in words. */
  readonly structure: 'cord' | 'conus' | 'cauda equina' | null;
  /** The report calls it acute or urgent, or names cauda equina syndrome. */
  readonly urgent: boolean;
  /** What the report says of its course. */
  readonly course: 'new' | 'old' | 'treated' | 'unstated';
  readonly cues: readonly Cue[];
}

/** All that one report says. The first eight fields are those of the labelling guideline. */
export interface ReportReading {
  readonly verdict: Verdict;
  readonly levels: readonly string[];
  readonly acuity: Acuity | null;
  readonly severity: Severity | null;
  readonly cause: Cause | null;
  readonly redFlags: readonly RedFlag[];
  readonly namesFracture: boolean | null;
  readonly recommendsAction: boolean;

  readonly statements: readonly Statement[];
  readonly flags: readonly FlagStatement[];
  /** Mechanism of injury given in request, history or findings (DECISIONS A 5); `null` where none is. */
  readonly mechanism: { readonly energy: 'high' | 'low' | 'unstated'; readonly quote: string } | null;
  /** The report names an ankylosed spine: ankylosing spondylitis, DISH, Forestier, bamboo spine (DECISIONS B 12). */
  readonly ankylosed: boolean;
  /** The text holds nothing beside a pointer ("see attached"), headings, names and dates (DECISIONS G 36). */
  readonly pointerOnly: boolean;
  /** The report advises imaging (used for `possible` under 50, DECISIONS G 34). */
  readonly advisesImaging: boolean;
  /** The regions of the spine that the study covers, as far as its text says. */
  readonly covers: readonly Region[];
  /** From where on findings were not read, because what stands before holds more than any report does; `null` where all of it was read. */
  readonly unreadFrom: number | null;
  /** Characters and tokens looked at, so that a test can prove that reading stays linear. */
  readonly steps: number;
}
