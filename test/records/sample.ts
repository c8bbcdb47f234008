/** Invented records: small values that a test overrides where it matters. */
import type { Answer, Decision, Delivery, Memory, Subject } from '../../src/records/records.ts';

export const NOW = new Date('2026-03-10T09:00:00Z');
export const TODAY = '2026-03-10';

const HOUR = 3_600_000;
export const hoursAfter = (hours: number, start = NOW): Date => new Date(start.getTime() + hours * HOUR);
export const daysLater = (days: number, start = NOW): Date => hoursAfter(24 * days, start);

export const anyUuid = (): string => crypto.randomUUID();

export const subject = (over: Partial<Subject> = {}): Subject => ({
  ehr: 'st-elsewhere',
  tenant: null,
  patientKey: 'patient-key-1',
  userKey: 'user-key-1',
  ...over,
});

export const delivery = (over: Partial<Delivery> = {}): Delivery => ({
  cardUuid: anyUuid(),
  at: NOW,
  topic: 'VFAssess',
  rule: 'assess',
  userKey: 'user-key-1',
  fingerprint: 'evidence-1',
  reporterHook: false,
  suggestions: {},
  shownOn: [TODAY],
  ...over,
});

export const decision = (over: Partial<Decision> = {}): Decision => ({
  at: NOW,
  subject: subject(),
  serviceId: 'vertebral-fracture-patient-view',
  hookInstance: 'd1577c69-dfbe-44ad-ba6d-3e05e953b2ea',
  knowledge: 'knowledge-1',
  reportKeys: ['report-key-1'],
  verdict: 'fracture',
  spoken: ['assess'],
  silent: [{ rule: 'urgent-cause', reason: 'not-applicable' }],
  reportsRead: 1,
  reportsNotRead: 0,
  readings: { fracture: 1 },
  unknownKeys: [],
  milliseconds: 12,
  mode: 'live',
  deliveries: [],
  ...over,
});

export const overridden = (cardUuid: string, over: Partial<Answer> = {}): Answer => ({
  cardUuid,
  outcome: 'overridden',
  at: NOW,
  reasonSystem: null,
  reasonCode: null,
  acceptedSuggestions: [],
  ...over,
});

export const accepted = (cardUuid: string, acceptedSuggestions: readonly string[], over: Partial<Answer> = {}): Answer => ({
  ...overridden(cardUuid, over),
  outcome: 'accepted',
  acceptedSuggestions,
});

export const memory = (deliveries: readonly Delivery[], answers: readonly Answer[] = [], receivedAt = NOW): Memory => ({
  deliveries,
  answers: answers.map((answer) => ({ ...answer, receivedAt })),
});
