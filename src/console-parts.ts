/** What the console is made of, put together from the other rooms: the console itself speaks to the service only over HTTP. */
import type { AppParts } from './app.ts';
import { dayIn, type Day } from './calendar.ts';
import { requireBearer } from './hooks/bearer.ts';
import { isNeeded, keyOfPart } from './fhir/prefetch-keys.ts';
import { toDialect } from './hooks/dialects.ts';
import { discover } from './hooks/discovery.ts';
import { withEvaluated } from './hooks/evaluated.ts';
import { jsonBody } from './hooks/json-body.ts';
import { readHookRequest } from './hooks/read-request.ts';
import { feedback, hookRequest, hookResponse } from './hooks/schemas.ts';
import { INTENDED_PURPOSE, SERVICES, type Service } from './hooks/services.ts';
import type { HookResponse } from './hooks/wire.ts';
import { hashKeyOf } from './records/hash-key.ts';
import { makeKeys } from './records/keys.ts';
import { fixtureNames, readFixture } from './replay/fixture.ts';
import { moveDates } from './replay/move-dates.ts';
import { describeEntry } from './reports/lexicon/describe-entry.ts';
import { readReport } from './reports/read-report.ts';
import type { ReportReading } from './reports/reading.ts';
import type { Caller, Dialect } from './trust/caller.ts';
import { demoEntries } from './trust/demo-issuer.ts';
import type { ConsoleParts, DemoParts, EntryNotes, MovedFixture } from './web/console-parts.ts';
import { describeRegistration } from './web/registration/describe-registration.ts';
import type { Registration } from './web/registration/registration.ts';
import { PRESET_SUBJECTS, subjectOfEntry } from './web/registration/subject.ts';

const servicesOn = ({ config }: Pick<AppParts, 'config'>): readonly Service[] => SERVICES.filter(({ hook }) => config.hooks.includes(hook));

/** Every registration that can be printed: entries first. `vfcds register` prints the same. */
export const registrationsOf = (parts: Pick<AppParts, 'config' | 'version' | 'knowledge' | 'templatesFor'>): readonly Registration[] => {
  const { config, version, knowledge, templatesFor } = parts;
  const services = servicesOn(parts);
  const hookOf = new Map(services.map(({ id, hook }) => [id, hook]));
  const described = {
    config,
    version,
    knowledge: knowledge.version,
    intendedPurpose: INTENDED_PURPOSE,
    cards: knowledge.cards,
    discover: (overrides: Readonly<Record<string, string>>) =>
      discover(services, config.CUSTOM_HOOK_DOMAIN, ({ hook }) => templatesFor(hook, overrides)).services,
    isNeeded: (part: string, serviceId: string): boolean => {
      const [key, hook] = [keyOfPart(part), hookOf.get(serviceId)];
      return key === part && hook !== undefined && isNeeded(key, hook);
    },
  };
  return [...config.ehrs.map(subjectOfEntry), ...PRESET_SUBJECTS].map((subject) => describeRegistration(subject, described));
};

const DIALECTS: readonly Dialect[] = ['standard', 'epic', 'oracle'];

/** The server behind a case is the simulator's here: it is the only one that the demo profile reads. */
const atSimulator = (value: unknown, base: unknown, publicUrl: string): unknown =>
  typeof base === 'string' ? JSON.parse(JSON.stringify(value).replaceAll(base, `${publicUrl}/simulator/fhir`)) : value;

const movedFixture = (name: string, today: Day, publicUrl: string): MovedFixture => {
  const { claim, service, why, today: day, request, server } = readFixture(name);
  const move = (value: unknown): unknown => atSimulator(moveDates(value, day, today), request.fhirServer, publicUrl);
  return { name, claim, service, why, day, request: move(request) as MovedFixture['request'], server: move(server) };
};

/** By name; read and moved once a day. */
const fixturesByDay = (publicUrl: string): ((today: Day) => ReadonlyMap<string, MovedFixture>) => {
  let held: { readonly today: Day; readonly fixtures: ReadonlyMap<string, MovedFixture> } | null = null;
  return (today) => {
    if (held?.today === today) return held.fixtures;
    const fixtures = new Map(fixtureNames().map((name) => [name, movedFixture(name, today, publicUrl)]));
    held = { today, fixtures };
    return fixtures;
  };
};

const cuesOf = ({ statements, flags }: ReportReading): readonly string[] =>
  [...statements, ...flags].flatMap(({ cues }) => cues.map(({ entry }) => entry));

const demoParts = (parts: AppParts): DemoParts | null => {
  const { config, knowledge, now, trust, explain, records } = parts;
  if (!trust.demoIssuer) return null;
  const fixturesOf = fixturesByDay(config.publicUrl);
  const fixtures = (): ReadonlyMap<string, MovedFixture> => fixturesOf(dayIn(now(), config.TIME_ZONE));
  const notesOn = (readings: readonly ReportReading[]): EntryNotes =>
    Object.fromEntries(
      [...new Set(readings.flatMap(cuesOf))].flatMap((id) => {
        const note = describeEntry(knowledge.lexicon, id);
        return note ? [[id, note] as const] : [];
      }),
    );
  const inDialect = (response: HookResponse, caller: Caller, dialect: Dialect): HookResponse =>
    toDialect(response, { ...caller.ehr, dialect }, knowledge.cards.frame.toDo);

  return {
    issuer: trust.demoIssuer,
    fixtures: () => [...fixtures().values()],
    fixture: (name) => fixtures().get(name) ?? null,
    identify: ({ headers: { authorization }, socket }, path) =>
      trust.verifyCaller({ authorization, path, sender: { address: socket.remoteAddress ?? null, connection: socket } }),
    explain: async (serviceId, body, caller) => {
      const { response, explanation } = await explain(readHookRequest(serviceId, body), caller);
      const sent = (dialect: Dialect): HookResponse =>
        withEvaluated(inDialect(response, caller, dialect), explanation, config.CUSTOM_HOOK_DOMAIN, caller.ehr.mode);
      const wire = Object.fromEntries(DIALECTS.map((dialect) => [dialect, sent(dialect)])) as Record<Dialect, HookResponse>;
      return { explanation, wire, entries: notesOn(explanation.readings.flatMap(({ reading }) => reading ?? [])) };
    },
    read: (text) => {
      const reading = readReport(text, knowledge.lexicon);
      return { reading, entries: notesOn([reading]) };
    },
    forget: async (patientId) => {
      const keys = makeKeys(hashKeyOf(config));
      const sites = demoEntries(config.publicUrl).map(({ name, tenant }) => ({ ehr: name, tenant }));
      const removed = await Promise.all(sites.map((site) => records.forget(site.ehr, keys.patient(site, patientId))));
      return removed.reduce((sum, rows) => sum + rows, 0);
    },
  };
};

const pagesOf = ({ config }: AppParts): ConsoleParts['pages'] => {
  if (!config.console) return 'none';
  if (config.profile === 'demo') return 'demo';
  return config.STATS_TOKEN === undefined ? 'none' : 'production';
};

export const consoleParts = (parts: AppParts): ConsoleParts => {
  const { config, version, records, now } = parts;
  const pages = pagesOf(parts);
  return {
    pages,
    version,
    publicUrl: config.publicUrl,
    intendedPurpose: INTENDED_PURPOSE,
    serviceIds: servicesOn(parts).map(({ id }) => id),
    readJson: (request) => jsonBody(request, config.BODY_LIMIT_MB),
    requireToken: pages === 'production' && config.STATS_TOKEN !== undefined ? requireBearer(config.STATS_TOKEN) : null,
    stats: () => records.stats(now(), config.TIME_ZONE),
    registrations: pages === 'none' ? [] : registrationsOf(parts),
    schemas: { request: hookRequest, response: hookResponse, feedback },
    demo: pages === 'demo' ? demoParts(parts) : null,
  };
};
