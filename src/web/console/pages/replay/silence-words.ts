/** Why a rule stayed silent, in words; the names are those of the decision record and of `expected.json`. */
const WORDS: Readonly<Record<string, string>> = {
  'no-fracture-reported': 'No report states a fracture of the spine.',
  'preliminary-report': 'The report is preliminary: its final version is waited for.',
  'retracted-report': 'The report was withdrawn.',
  'traumatic-cause': 'A high-energy injury is the stated cause.',
  'under-18': 'The patient is under 18.',
  deceased: 'The patient has died.',
  'palliative-care': 'Palliative care is recorded.',
  'known-malignant-cause': 'The fracture has a known malignant cause.',
  'already-with-fls': 'Already with the fracture liaison service since the report.',
  'assessed-since-report': 'Assessed since the report.',
  'on-treatment': 'On bone treatment that was started for it.',
  'covered-by-denosumab-card': 'The card about denosumab speaks instead.',
  'declined-or-not-indicated': 'Recorded as declined or not indicated.',
  snoozed: 'An earlier answer quiets it for now.',
  'shown-without-answer': 'Shown several times without an answer.',
  'not-for-this-user': 'Not for the user of this hook.',
  outranked: 'Another card is more urgent, or the number of cards is reached.',
  'not-applicable': 'Its question does not arise.',
};

export const silenceInWords = (reason: string): string =>
  reason.startsWith('unknown: ') ? `Not known: ${reason.slice('unknown: '.length)}.` : (WORDS[reason] ?? reason);
