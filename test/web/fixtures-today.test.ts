import { fixtureNames, readFixture } from '../../src/replay/fixture.ts';
import { startService, type TestService } from '../service.ts';

/** A day long after those of the fixtures, the same whenever the test runs. */
const TODAY = new Date('2028-02-29T12:00:00Z');

let service: TestService;
beforeAll(async () => {
  service = await startService({ now: () => TODAY });
});
afterAll(() => service.stop());

interface Expected {
  readonly status: number;
  readonly cards?: readonly { readonly topic: string }[];
}

const topicsOf = (cards: readonly { readonly source: { readonly topic: { readonly code: string } } }[] = []): readonly string[] =>
  cards.map(({ source }) => source.topic.code);

describe('a fixture whose dates are moved to today', () => {
  it.each(fixtureNames())('says at the real address what it said on its own day: %s', async (name) => {
    const { expected } = readFixture(name);
    const { status, cards } = expected as Expected;
    const { service: id, request }: { service: string; request: unknown } = (await service.get(`/fixtures/${name}`)).json;
    const answer = await service.post(`/cds-services/${id}`, request);
    expect([answer.status, topicsOf((answer.json as { cards?: never }).cards)]).toEqual([status, (cards ?? []).map(({ topic }) => topic)]);
  });
});
