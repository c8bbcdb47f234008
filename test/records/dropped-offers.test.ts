import { droppedOffers } from '../../src/records/dropped-offers.ts';
import { accepted, delivery, memory, overridden } from './sample.ts';

const RULES = { accepted: { problem: 'drop', fls: { whom: 'everyone', length: { days: 28 } } } } as const;
const card = delivery({ suggestions: { problem: 's-problem', fls: 's-fls' } });

describe('suggestions that are not offered again', () => {
  it('are none when nothing was accepted', () => {
    expect(droppedOffers(memory([card], [overridden(card.cardUuid)]), RULES).size).toBe(0);
  });

  it('are none for a kind whose acceptance quiets the card', () => {
    expect(droppedOffers(memory([card], [accepted(card.cardUuid, ['s-fls'])]), RULES).size).toBe(0);
  });

  it('hold the problem-list entry once somebody accepted it', () => {
    expect([...droppedOffers(memory([card], [accepted(card.cardUuid, ['s-problem', 's-fls'])]), RULES)]).toEqual(['problem']);
  });
});
