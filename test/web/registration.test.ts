import type { Registration } from '../../src/web/registration/registration.ts';
import { startService, type TestService } from '../service.ts';

let service: TestService;
beforeAll(async () => {
  service = await startService();
});
afterAll(() => service.stop());

const registration = async (name: string): Promise<Registration> => (await service.get(`/registrations/${name}`)).json;

const PRESETS = ['standard', 'epic', 'oracle', 'nhs'];

describe('a registration', () => {
  it('is offered for each kind of EHR before one is registered', async () => {
    const list: readonly { name: string }[] = (await service.get('/registrations')).json;
    expect(list.map(({ name }) => name)).toEqual(PRESETS);
  });

  it('has the services, addresses and templates of discovery, no other', async () => {
    const { services }: { services: readonly { id: string; hook: string; prefetch: Record<string, string> }[] } = (
      await service.get('/cds-services')
    ).json;
    const standard = await registration('standard');
    expect(standard.services.map(({ id, hook }) => ({ id, hook }))).toEqual(services.map(({ id, hook }) => ({ id, hook })));
    for (const { id, prefetch } of services) {
      const rows = standard.prefetch.filter((row) => row.services.includes(id));
      expect(Object.fromEntries(rows.map(({ key, template }) => [key, template]))).toEqual(prefetch);
    }
  });

  it.each(['epic', 'oracle'])('names to %s the one hook that it can call', async (name) => {
    const { services, prefetch } = await registration(name);
    expect(services.map(({ hook }) => hook)).toEqual(['patient-view']);
    expect(prefetch.map(({ key }) => key)).not.toContain('report');
  });

  it('says which keys are needed', async () => {
    const needed = (await registration('standard')).prefetch.filter((row) => row.needed).map(({ key }) => key);
    expect(needed.sort()).toEqual(['patient', 'report', 'reports']);
  });

  it('has a topic for each rule, and the override reasons that the cards carry', async () => {
    const { topics, overrideReasons } = await registration('epic');
    expect(topics).toHaveLength(10);
    expect(topics.every(({ topic, indicators }) => /^VF[A-Za-z0-9]+$/.test(topic.code) && indicators.length > 0)).toBe(true);
    expect(overrideReasons.length).toBeGreaterThan(5);
    expect(overrideReasons.every(({ topics: on }) => on.length > 0)).toBe(true);
  });

  it('gives Oracle no link that is not its own', async () => {
    expect((await registration('oracle')).links).toEqual([]);
    expect((await registration('epic')).links.length).toBeGreaterThan(0);
  });

  it('lists every link of every card, also one that a card carries only with certain lines', async () => {
    const { links } = await registration('epic');
    expect(links.find(({ label }) => label === 'NICE NG234')?.topics).toEqual(['VFUrgent']);
  });

  it("tells Epic's analyst to compare the names of the APIs with the list of their version", async () => {
    const { access, dialectNotes } = await registration('epic');
    expect(access.flatMap(({ epicApis }) => epicApis)).toContain('ServiceRequest.Search (Orders)');
    expect(dialectNotes.some((note) => /in your version's list/.test(note))).toBe(true);
  });

  it('has a smoke test whose body answers 200 and no cards', async () => {
    const { smokeTest } = await registration('standard');
    const [, body = ''] = /-d '(.*)'$/s.exec(smokeTest) ?? [];
    const [, address = ''] = /^curl -i (\S+)/.exec(smokeTest) ?? [];
    const answer = await service.post(address.slice(service.url.length), JSON.parse(body));
    expect([answer.status, (answer.json as { cards: unknown[] }).cards]).toEqual([200, []]);
  });

  it.each(PRESETS)('of %s in Markdown holds every address, key, topic and reason', async (name) => {
    const one = await registration(name);
    const markdown = (await service.get(`/registrations/${name}?format=md`)).text;
    const all = [
      ...one.services.flatMap(({ url, feedbackUrl }) => [url, feedbackUrl]),
      ...one.prefetch.map(({ key }) => key),
      ...one.topics.map(({ topic }) => topic.code),
      ...one.overrideReasons.map(({ reason }) => reason.code),
      ...one.links.map(({ url }) => url),
      ...one.steps,
      one.smokeTest,
    ];
    expect(all.filter((text) => !markdown.includes(text))).toEqual([]);
    expect(markdown).not.toMatch(/undefined|\[object/);
  });
});
