import { toDialect } from '../../src/hooks/dialects.ts';
import type { Card, Suggestion } from '../../src/hooks/wire.ts';
import type { Dialect, Ehr } from '../../src/trust/caller.ts';
import { CONTENT } from '../cards/sample.ts';

const FORM = { label: 'Local FLS referral form', url: 'https://intranet.st-elsewhere.example/fls', on: ['VFAssess'] };

const ehr = (dialect: Dialect): Ehr => ({
  name: 'st-elsewhere',
  tenant: null,
  dialect,
  mode: 'live',
  off: [],
  fhirServers: [],
  allowPrivateAddresses: false,
  prefetch: {},
  orderCodes: {},
  links: [FORM],
});

const suggestion = (label: string, resource: object): Suggestion => ({
  label,
  uuid: `uuid of ${label}`,
  actions: [{ type: 'create', description: label, resource: resource as Suggestion['actions'][number]['resource'] }],
});
const problem = suggestion('Add to the problem list', { resourceType: 'Condition', code: { coding: [{ code: '50448004' }] } });
const coded = suggestion('Refer to FLS', {
  resourceType: 'ServiceRequest',
  code: { coding: [{ system: 'urn:x', code: '123' }], text: 'FLS' },
});
const uncoded = suggestion('Request DXA', { resourceType: 'ServiceRequest', code: { text: 'DXA' } });

const guideline = { label: 'NICE NG259', url: 'https://www.nice.org.uk/guidance/ng259', type: 'absolute' } as const;
const form = { label: FORM.label, url: FORM.url, type: 'absolute' } as const;

const card: Card = {
  uuid: 'card',
  summary: 'Reported fracture of T12',
  indicator: 'warning',
  detail: 'The detail.\n\nOnly reported fractures are seen.',
  source: { label: 'NICE', topic: { system: 'urn:t', code: 'VFAssess' } },
  selectionBehavior: 'any',
  suggestions: [problem, coded, uncoded],
  overrideReasons: [],
  links: [guideline, form],
};

const sent = (dialect: Dialect, given: Card = card): Card =>
  toDialect({ cards: [given] }, ehr(dialect), CONTENT.frame.toDo).cards[0] as Card;
const labels = ({ suggestions = [] }: Card): readonly string[] => suggestions.map(({ label }) => label);

describe('dialects', () => {
  it('standard: everything as it is', () => expect(sent('standard')).toEqual(card));

  it('epic: an order without a code of the site is no suggestion', () =>
    expect(labels(sent('epic'))).toEqual([problem.label, coded.label]));
  it('epic: its text stands in the detail', () => expect(sent('epic').detail).toContain('- Request DXA'));
  it('epic: with the local link beside it', () => expect(sent('epic').detail).toContain(`- [${FORM.label}](${FORM.url})`));
  it('epic: orders with codes and problem-list entries stay as they are', () => expect(sent('epic').suggestions).toEqual([problem, coded]));
  it('epic: a card that keeps everything has no added text', () =>
    expect(sent('epic', { ...card, suggestions: [problem] }).detail).toBe(card.detail));
  it('epic: without any suggestion left there is no selectionBehavior', () =>
    expect(sent('epic', { ...card, suggestions: [uncoded] })).not.toHaveProperty('selectionBehavior'));
  it('epic: nothing is recommended beforehand', () => expect(JSON.stringify(sent('epic'))).not.toContain('isRecommended'));
  it('epic: links stay', () => expect(sent('epic').links).toEqual([guideline, form]));
  it('epic: one action for each suggestion', () => expect(sent('epic').suggestions?.map(({ actions }) => actions.length)).toEqual([1, 1]));

  it.each(['epic', 'oracle'] as const)('%s: the card still ends with its last paragraph', (dialect) =>
    expect(sent(dialect).detail).toMatch(/^The detail\.\n\n\*\*To do:\*\*\n- [^]*\n\nOnly reported fractures are seen\.$/),
  );
  it('oracle: no suggestions', () => expect(sent('oracle')).not.toHaveProperty('suggestions'));
  it('oracle: no selectionBehavior', () => expect(sent('oracle')).not.toHaveProperty('selectionBehavior'));
  it('oracle: suggestions stand in the detail', () =>
    expect(sent('oracle').detail).toContain(`- ${problem.label}\n- ${coded.label}\n- ${uncoded.label}`));
  it('oracle: only links of the registry entry', () => expect(sent('oracle').links).toEqual([form]));
  it('oracle: no empty list of links', () => expect(sent('oracle', { ...card, links: [guideline] })).not.toHaveProperty('links'));

  it('every dialect: an answer without cards stays one', () => {
    for (const dialect of ['standard', 'epic', 'oracle'] as const)
      expect(toDialect({ cards: [] }, ehr(dialect), 'To do:')).toEqual({ cards: [] });
  });
});
