/** A registration, made from the very objects that serve discovery, check tokens and render cards. */
import type { CardContent } from '../../cards/content.ts';
import type { Config } from '../../config.ts';
import type { DiscoveredService } from '../../hooks/discovery.ts';
import type { Dialect } from '../../trust/caller.ts';
import { readGuidance, type Guidance } from './guidance.ts';
import { limitsOf } from './limits.ts';
import type { LinkRow, OverrideReasonRow, PrefetchRow, ReadAccess, RegisteredService, Registration, TopicRow } from './registration.ts';
import { smokeTest } from './smoke-test.ts';
import type { RegistrationSubject } from './subject.ts';
import { tokenFacts } from './token-facts.ts';

export interface DescribedService {
  readonly config: Config;
  readonly version: string;
  readonly knowledge: string;
  readonly intendedPurpose: string;
  readonly cards: CardContent;
  /** What discovery offers an EHR with these prefetch overrides. */
  readonly discover: (overrides: Readonly<Record<string, string>>) => readonly DiscoveredService[];
  /** Whether a service answers 412 without this key. */
  readonly isNeeded: (key: string, serviceId: string) => boolean;
}

const guidance: Guidance = readGuidance();

/** Those that an EHR of this kind can call. */
const callable = (services: readonly DiscoveredService[], dialect: Dialect): readonly DiscoveredService[] =>
  dialect === 'standard' ? services : services.filter(({ hook }) => guidance.hooks[dialect].includes(hook));

const registered = ({ hook, id, title, description }: DiscoveredService, publicUrl: string): RegisteredService => {
  const url = `${publicUrl}/cds-services/${id}`;
  return { id, hook, title, description, url, feedbackUrl: `${url}/feedback` };
};

/** One row for each key, however many services ask for it with the same template. */
const prefetchRows = (services: readonly DiscoveredService[], isNeeded: DescribedService['isNeeded']): readonly PrefetchRow[] => {
  const all = services.flatMap(({ id, prefetch }) => Object.entries(prefetch).map(([key, template]) => ({ key, template, id })));
  const keys = [...new Set(all.map(({ key }) => key))];
  return keys.flatMap((key) => {
    const asking = all.filter((one) => one.key === key);
    const [first] = asking;
    if (!first) return [];
    return { key, template: first.template, needed: asking.some(({ id }) => isNeeded(key, id)), services: asking.map(({ id }) => id) };
  });
};

const accessRows = (): readonly ReadAccess[] =>
  guidance.access.map(({ resource, ...rest }) => {
    const [type = '', create] = resource.split(' ');
    return { resource, smartScope: `user/${type}.${create ? 'c' : 'rs'}`, ...rest };
  });

const topicRows = ({ cards, files }: CardContent, off: readonly string[]): readonly TopicRow[] =>
  [...cards.entries()].map(([rule, { topic }]) => ({
    topic,
    indicators: files.cards.find((file) => file.rule === rule)?.indicators ?? [],
    off: off.includes(topic.code),
  }));

const overrideReasonRows = ({ cards }: CardContent): readonly OverrideReasonRow[] => {
  const offers = [...cards.values()].flatMap(({ topic, overrideReasons }) =>
    overrideReasons.map((reason) => ({ reason, topic: topic.code })),
  );
  const codes = [...new Set(offers.map(({ reason }) => reason.code))];
  return codes.flatMap((code) => {
    const same = offers.filter(({ reason }) => reason.code === code);
    const [first] = same;
    return first ? { reason: first.reason, topics: same.map(({ topic }) => topic) } : [];
  });
};

const linkRows = ({ cards }: CardContent, subject: RegistrationSubject): readonly LinkRow[] => {
  const own = subject.links.map(({ label, url, on }) => ({ label, url, topics: on }));
  if (subject.dialect === 'oracle') return own;
  const ofCards = [...cards.values()].flatMap(({ topic, links, sourceWhenSaid }) =>
    [...links, ...sourceWhenSaid.flatMap((one) => one.links)].map((link) => ({ ...link, code: topic.code })),
  );
  const urls = [...new Set(ofCards.map(({ url }) => url))];
  const ours = urls.map((url) => {
    const same = ofCards.filter((link) => link.url === url);
    return { label: same[0]?.label ?? url, url, topics: same.map(({ code }) => code) };
  });
  return [...own, ...ours];
};

export const describeRegistration = (subject: RegistrationSubject, service: DescribedService): Registration => {
  const { config, version, knowledge, intendedPurpose, cards } = service;
  const { dialect, orderCodes } = subject;
  const offered = callable(service.discover(subject.prefetch), dialect);
  const services = offered.map((one) => registered(one, config.publicUrl));
  return {
    name: subject.name,
    kind: subject.kind,
    dialect,
    service: { name: 'Vertebral Fracture CDS', version, knowledge, intendedPurpose },
    discoveryUrl: `${config.publicUrl}/cds-services`,
    services,
    prefetch: prefetchRows(offered, service.isNeeded),
    token: tokenFacts(subject, services, config.publicUrl),
    fhirServers: subject.fhirServers,
    access: accessRows(),
    topics: topicRows(cards, subject.off),
    overrideReasons: overrideReasonRows(cards),
    orderCodes: (['dxa', 'fls', 'bloods'] as const).map((order) => ({ order, code: orderCodes[order] ?? null })),
    links: linkRows(cards, subject),
    triggers: [...guidance.triggers.all, ...(dialect === 'epic' ? guidance.triggers.epic : [])],
    limits: limitsOf(config),
    dialectNotes: guidance.dialectNotes[dialect],
    steps: guidance.steps[dialect],
    whenStuck: guidance.whenStuck,
    smokeTest: smokeTest(services[0]?.url ?? `${config.publicUrl}/cds-services`, config.profile),
  };
};
