/**
 * From a request to what is known of each key: what arrived is judged, what is missing is read side by side, and a needed key that
 * cannot be had ends the request (DESIGN section 3, the table of states).
 */
import type { HookRequest, PrefetchKey } from '../hooks/wire.ts';
import { Refusal, type Fault } from '../refusals.ts';
import { belongsTo, isPatientOf, type Belongs } from './belongs-to-patient.ts';
import { decideKey, type Decision } from './decide-key.ts';
import type { KeyRecord, KeyState } from './facts.ts';
import type { FhirReads } from './fhir-reads.ts';
import { readArrival, type Arrival } from './key-state.ts';
import { keepOwn, type OwnContent } from './own-content.ts';
import { isNeeded, keysOf } from './prefetch-keys.ts';
import { partsOf, type Templates } from './prefetch-templates.ts';
import { followPages, readPart, readReportsOfAnyCategory, type Paged } from './read-pages.ts';
import type { Clock } from './request-clock.ts';
import type { FhirServer } from './server.ts';
import type { Json } from './json.ts';

/** One part of a key, settled. */
export interface Source {
  readonly record: KeyRecord;
  readonly needed: boolean;
  readonly decision: Decision;
  readonly content: OwnContent;
}

export interface Gathering {
  /** The needed keys. @throws Refusal where one cannot be had. */
  readonly needed: Promise<readonly Source[]>;
  /** The keys that hold reports, once they are settled. */
  readonly reports: Promise<readonly Source[]>;
  readonly all: Promise<readonly Source[]>;
  /** Whose data a resource is, once the patient is known. */
  readonly belongs: Promise<Belongs>;
}

export interface GatherParts {
  readonly request: HookRequest;
  readonly server: FhirServer;
  readonly templates: Templates;
  /** `null` where no server may be read. */
  readonly reads: FhirReads | null;
  /** Its patience ends earlier than its deadline: optional reads get only so long. */
  readonly clock: Pick<Clock, 'deadline' | 'patience'>;
}

interface Slot {
  readonly key: PrefetchKey;
  readonly part: string;
  readonly needed: boolean;
  readonly arrival: Arrival;
}

/** The context of the draft hooks holds a Bundle, one resource, or a list of resources. */
const bundled = (reports: unknown): unknown =>
  Array.isArray(reports) ? { resourceType: 'Bundle', entry: reports.map((resource: unknown) => ({ resource })) } : (reports ?? undefined);

/** The report of a report hook may stand in `report`, in the context, or among `reports`. */
const arrivalOfReport = (request: HookRequest): Arrival => {
  const given = readArrival(request.prefetch.report, 'report');
  const { reports, reportId } = request.context;
  const inContext = readArrival(bundled(reports), 'report');
  if (inContext.state === 'supplied') {
    return given.state === 'supplied'
      ? { ...given, matches: [...given.matches, ...inContext.matches], included: [...given.included, ...inContext.included] }
      : { ...inContext, why: 'in the context' };
  }
  if (given.state === 'failed' || given.state === 'supplied') return given;
  const among = readArrival(request.prefetch.reports, 'reports');
  const found = among.matches.filter(({ resource }) => reportId !== null && resource.id === reportId);
  return found.length > 0 ? { ...among, matches: found, next: null, short: false, why: 'found among reports' } : given;
};

const arrivalOfPatient = (request: HookRequest): Arrival => {
  const arrival = readArrival(request.prefetch.patient, 'patient');
  const own = arrival.matches.filter(({ resource }) => isPatientOf(resource, request.context.patientId));
  if (arrival.state !== 'supplied' || own.length === arrival.matches.length) return arrival;
  return { ...arrival, state: 'failed', why: 'another patient than the one of the context', matches: [] };
};

const slotsOf = (request: HookRequest, templates: Templates): readonly Slot[] =>
  [...partsOf(keysOf(request.hook), templates, request.prefetch)].flatMap(([key, parts]) =>
    Array.from(parts, (part) => ({
      key,
      part,
      needed: isNeeded(key, request.hook),
      arrival:
        part === 'report'
          ? arrivalOfReport(request)
          : part === 'patient'
            ? arrivalOfPatient(request)
            : readArrival(request.prefetch[part], key),
    })),
  );

const STATE: Readonly<Record<Decision, KeyState>> = {
  use: 'supplied',
  none: 'empty',
  confirm: 'empty',
  read: 'read',
  unknown: 'unavailable',
  refuse: 'unavailable',
  'refuse-server': 'unavailable',
};

interface Outcome {
  readonly content: OwnContent;
  readonly decision: Decision;
  readonly state: KeyState;
  readonly why: string;
  readonly cut: boolean;
}

const sourceOf = (slot: Slot, arrived: Arrival['state'], dropped: number, outcome: Outcome): Source => ({
  needed: slot.needed,
  decision: outcome.decision,
  content: outcome.content,
  record: {
    key: slot.key,
    part: slot.part,
    arrived,
    state: outcome.state,
    why: outcome.why,
    resources: outcome.content.matches.length,
    dropped: dropped + outcome.content.dropped,
    cut: outcome.cut,
    withheld: outcome.content.arrival.withheld,
  },
});

const faultOf = ({ record }: Source): Fault => ({
  path: `prefetch.${record.part}`,
  message: `${record.part} is needed and could not be had: ${record.why}. Send it in prefetch, or allow a FHIR server that can be read`,
});

/** @throws Refusal naming every needed key that is not there, with its reason; 403 where the named server is not registered. */
const refuseMissing = (sources: readonly Source[], server: FhirServer): void => {
  const missing = sources.filter(({ needed, record }) => needed && record.state === 'unavailable');
  if (missing.length === 0) return;
  if (server.kind === 'not-registered') {
    const keys = missing.map(({ record }) => record.part).join(', ');
    const message = `${server.base} is not registered for this EHR; ${keys} would have to be read from it. Register the base, or send them in prefetch`;
    throw new Refusal('fhir-server-not-registered', [{ path: 'fhirServer', message }]);
  }
  throw new Refusal('prefetch-needed', missing.map(faultOf));
};

/** Starts every read at once and hands back the stages as they come in. */
export const gatherSources = (parts: GatherParts): Gathering => {
  const { request, server, reads, clock } = parts;
  const slots = slotsOf(request, parts.templates);
  const belongsOf = (patient: Json | null): Belongs => belongsTo(request.context.patientId, patient, request.fhirServer);

  const decide = (slot: Slot, state: Arrival['state']): Decision =>
    decideKey(state, reads ? 'server' : server.kind, { needed: slot.needed, confirmEmpty: slot.part === 'reports' });

  const signalOf = (slot: Slot): AbortSignal => (slot.needed ? clock.deadline : clock.patience);

  const readIt = (slot: Slot, from: FhirReads): Promise<Paged> =>
    readPart(from, slot.key, parts.templates[slot.part], request.context, signalOf(slot));

  const afterRead = (slot: Slot, paged: Paged, belongs: Belongs, arrived: Arrival['state'], before: string, dropped: number): Source => {
    const content = keepOwn(paged.arrival, belongs);
    const { state, why } = content.arrival;
    const failed = state === 'failed' || state === 'absent';
    const told = [before, why].filter(Boolean).join('; reading it: ');
    return sourceOf(slot, arrived, dropped, {
      content,
      decision: 'read',
      state: failed ? 'unavailable' : 'read',
      why: failed ? told : before,
      cut: paged.cut,
    });
  };

  const confirm = async (slot: Slot, from: FhirReads, belongs: Belongs): Promise<Source> => {
    const paged = await readReportsOfAnyCategory(from, request.context, clock.patience);
    const content = keepOwn(paged.arrival, belongs);
    const found = content.matches.length > 0;
    const asEmpty = { arrival: slot.arrival, matches: [], beside: [], dropped: content.dropped };
    return sourceOf(slot, 'empty', 0, {
      content: found ? content : asEmpty,
      decision: 'confirm',
      state: found ? 'read' : 'empty',
      why: found ? `${slot.arrival.why}, but a search without category found some` : slot.arrival.why,
      cut: found && paged.cut,
    });
  };

  /** Supplied by the EHR: only its further pages are read. */
  const used = async (slot: Slot, content: OwnContent, belongs: Belongs): Promise<Source> => {
    const { arrival } = content;
    const paged =
      reads && arrival.next !== null
        ? await followPages(reads, arrival, slot.key, signalOf(slot))
        : { arrival, cut: arrival.next !== null || arrival.short };
    const all = paged.arrival === arrival ? content : keepOwn(paged.arrival, belongs);
    // A further page with somebody else's data spoils the key as the first one would.
    const spoiled = all.arrival.state === 'failed';
    const decision = spoiled ? 'unknown' : 'use';
    return sourceOf(slot, 'supplied', 0, { content: all, decision, state: STATE[decision], why: all.arrival.why, cut: paged.cut });
  };

  const settle = async (slot: Slot, early: Promise<Paged> | null, belongs: Belongs): Promise<Source> => {
    const content = keepOwn(slot.arrival, belongs);
    const { state, why } = content.arrival;
    const decision = decide(slot, state);
    if (decision === 'use') return used(slot, content, belongs);
    if (decision === 'confirm' && reads) return confirm(slot, reads, belongs);
    if (decision === 'read' && reads) return afterRead(slot, await (early ?? readIt(slot, reads)), belongs, state, why, content.dropped);
    return sourceOf(slot, state, 0, { content, decision, state: STATE[decision], why, cut: false });
  };

  // What is missing whatever the patient turns out to be is asked for at once, beside the patient.
  const early = new Map(
    reads ? slots.filter((slot) => decide(slot, slot.arrival.state) === 'read').map((slot) => [slot.part, readIt(slot, reads)]) : [],
  );

  const patientSlot = slots.find(({ part }) => part === 'patient') as Slot;
  const settlePatient = async (): Promise<Source> => {
    const paged = early.get('patient');
    // Whose it is was asked on arrival: the Patient decides for all others.
    if (!paged) return settle(patientSlot, null, () => 'own');
    const read = await paged;
    const own = read.arrival.matches.filter(({ resource }) => isPatientOf(resource, request.context.patientId));
    const arrival =
      read.arrival.state === 'supplied' && own.length === 0
        ? { ...read.arrival, state: 'failed' as const, why: 'another patient than the one of the context', matches: [] }
        : read.arrival;
    return afterRead(patientSlot, { ...read, arrival }, () => 'own', patientSlot.arrival.state, patientSlot.arrival.why, 0);
  };

  const patient = settlePatient();
  const belongs = patient.then(({ content }) => belongsOf(content.matches[0]?.resource ?? null));
  const settled = slots.map((slot) =>
    slot === patientSlot ? patient : belongs.then((whose) => settle(slot, early.get(slot.part) ?? null, whose)),
  );
  const needed = Promise.all(settled.filter((_, index) => slots[index]?.needed)).then((sources) => {
    refuseMissing(sources, server);
    return sources;
  });
  const reports = Promise.all(settled.filter((_, index) => slots[index]?.key === 'reports' || slots[index]?.key === 'report'));
  const all = Promise.all(settled);
  // Whoever stops at a refusal leaves the later stages behind; nothing may be left that rejects unheard.
  for (const stage of [reports, all, belongs, needed, ...early.values()]) stage.catch(() => undefined);
  return { needed, reports, all, belongs };
};
