import { readFeedback } from '../../src/hooks/feedback.ts';
import { Refusal } from '../../src/refusals.ts';

const NOW = new Date('2026-06-15T12:00:00Z');
const CARD = '9368d37b-283f-44a0-93ea-547cebab93ed';
const REASON = {
  system: 'http://terminology.hl7.org/CodeSystem/non-adherence-reason-codes',
  code: 'patient-refuses',
  display: 'Patient refuses',
};
const overridden = { card: CARD, outcome: 'overridden', outcomeTimestamp: '2026-06-14T09:30:00Z' };

const only = (item: unknown) => readFeedback({ feedback: [item] }, NOW)[0];
const faults = (body: unknown): readonly (string | undefined)[] => {
  try {
    readFeedback(body, NOW);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'malformed-feedback') return error.faults.map(({ path }) => path);
    throw error;
  }
  return [];
};

describe('reading feedback', () => {
  it('takes an acceptance with its suggestions', () => {
    expect(
      only({
        card: CARD.toUpperCase(),
        outcome: 'accepted',
        acceptedSuggestions: [{ id: 'ABC' }],
        outcomeTimestamp: '2026-06-14T10:30:00+01:00',
      }),
    ).toEqual({
      cardUuid: CARD,
      outcome: 'accepted',
      at: new Date('2026-06-14T09:30:00Z'),
      reasonSystem: null,
      reasonCode: null,
      acceptedSuggestions: ['abc'],
    });
  });

  it.each([
    ['a reason and a comment', { overrideReason: { reason: REASON, userComment: 'she said no' } }],
    ['a reason without display', { overrideReason: { reason: { system: REASON.system, code: REASON.code } } }],
    ['a bare Coding', { overrideReason: REASON }],
    ["Epic's plural, an object", { overrideReasons: { reason: REASON, userComment: 'no' } }],
    ["Epic's plural, a list", { overrideReasons: [{ reason: REASON }] }],
    [
      "Epic's reason in an extension",
      { overrideReasons: { extension: { 'com.epic.cdshooks.feedback.overrideReason.acknowledgment': REASON } } },
    ],
  ])('takes %s', (_, members) => {
    expect(only({ ...overridden, ...members })).toMatchObject({
      outcome: 'overridden',
      reasonSystem: REASON.system,
      reasonCode: REASON.code,
    });
  });

  it.each([
    ['no reason', {}],
    ['null as reason', { overrideReason: null }],
    ['a comment only', { overrideReason: { userComment: 'busy' } }],
    ['an empty list of reasons', { overrideReasons: [] }],
  ])('takes an override with %s', (_, members) => {
    expect(only({ ...overridden, ...members })).toMatchObject({ outcome: 'overridden', reasonCode: null });
  });

  it('drops the comment where it stands', () => {
    expect(JSON.stringify(only({ ...overridden, overrideReason: { reason: REASON, userComment: 'Edith Sallow refused' } }))).not.toContain(
      'Sallow',
    );
  });

  it('takes a missing time as that of receipt', () => {
    expect(only({ card: CARD, outcome: 'overridden' })?.at).toEqual(NOW);
  });

  it('keeps the order of a batch, duplicates included', () => {
    expect(
      readFeedback({ feedback: [overridden, { ...overridden, outcome: 'accepted' }, overridden] }, NOW).map(({ outcome }) => outcome),
    ).toEqual(['overridden', 'accepted', 'overridden']);
  });

  it.each([
    ['no object', 'text', ['body']],
    ['a single item without its list', overridden, ['feedback']],
    ['an empty list', { feedback: [] }, ['feedback']],
    ['the third of three', { feedback: [overridden, overridden, { ...overridden, outcome: 'ignored' }] }, ['feedback.2.outcome']],
    [
      'several items',
      { feedback: [{ outcome: 'accepted' }, overridden, { ...overridden, outcomeTimestamp: 'yesterday' }] },
      ['feedback.0.card', 'feedback.2.outcomeTimestamp'],
    ],
  ])('refuses %s, naming the index', (_, body, expected) => {
    expect(faults(body)).toEqual(expected);
  });
});
