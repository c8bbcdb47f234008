import { describeDifference, wireDiff } from '../../../src/web/console/pages/replay/wire-diff.ts';

const dxa = { uuid: 'd', label: 'Request DXA' };
const problem = { uuid: 'p', label: 'Add to the problem list' };

describe('what a dialect changes on the wire', () => {
  it('says nothing where nothing changes', () => {
    expect(wireDiff({ cards: [{ uuid: 'a', detail: 'x' }] }, { cards: [{ uuid: 'a', detail: 'x' }] })).toEqual([]);
  });

  it.each([
    ['a member that is not sent', { a: 1, b: 2 }, { a: 1 }, ['b: not sent: 2']],
    ['a member that is added', { a: 1 }, { a: 1, links: ['x'] }, ['links: sent: "x"']],
    ['text that is put behind the detail', { detail: 'Act.' }, { detail: 'Act.\n\n- Request DXA' }, ['detail: added: - Request DXA']],
    [
      'text that is put in the middle',
      { detail: 'Act.\n\nSeen today.' },
      { detail: 'Act.\n\n- Request DXA\n\nSeen today.' },
      ['detail: added: - Request DXA'],
    ],
    ['text that is left out', { detail: 'Act now. Seen.' }, { detail: 'Act. Seen.' }, ['detail: left out: now']],
    ['a changed value', { a: 'x' }, { a: 'y' }, ['a: x → y']],
    ['one suggestion out of two, by its uuid', { s: [dxa, problem] }, { s: [problem] }, ['s[0]: not sent: Request DXA']],
    ['all suggestions, by their labels', { s: [dxa, problem] }, {}, ['s: not sent: Request DXA; Add to the problem list']],
  ])('names %s', (_claim, before, after, expected) => {
    expect(wireDiff(before, after).map((one) => `${one.path}: ${describeDifference(one)}`)).toEqual(expected);
  });
});
