/** Between rows of the tables and what the rest of the house reads. */
import type { Answer, Decision, Delivery } from './records.ts';
import type { DeliveryRow, FeedbackRow, NewDecision } from './schema.ts';

const NONE = '';

/** A reason's code comes from the EHR; no index takes a text of any length. */
const CODE_LIMIT = 200;

const nullable = (value: string): string | null => (value === NONE ? null : value);

export const decisionRow = ({ subject, ...decision }: Decision, cardUuids: readonly string[]): NewDecision => ({
  at: decision.at.getTime(),
  ehr: subject.ehr,
  tenant: subject.tenant ?? NONE,
  patient_key: subject.patientKey,
  user_key: subject.userKey ?? NONE,
  service_id: decision.serviceId,
  hook_instance: decision.hookInstance,
  knowledge: decision.knowledge,
  report_keys: JSON.stringify(decision.reportKeys),
  verdict: decision.verdict,
  spoken: JSON.stringify(decision.spoken),
  silent: JSON.stringify(decision.silent),
  reports_read: decision.reportsRead,
  reports_not_read: decision.reportsNotRead,
  readings: JSON.stringify(decision.readings),
  unknown_keys: JSON.stringify(decision.unknownKeys),
  milliseconds: decision.milliseconds,
  mode: decision.mode,
  card_uuids: JSON.stringify(cardUuids),
});

export const deliveryRow = (delivery: Delivery, { subject, serviceId, knowledge }: Decision): DeliveryRow => ({
  card_uuid: delivery.cardUuid,
  at: delivery.at.getTime(),
  ehr: subject.ehr,
  tenant: subject.tenant ?? NONE,
  patient_key: subject.patientKey,
  user_key: delivery.userKey ?? NONE,
  topic: delivery.topic,
  rule: delivery.rule,
  fingerprint: delivery.fingerprint,
  knowledge,
  reporter_hook: delivery.reporterHook ? 1 : 0,
  service_id: delivery.serviceId ?? serviceId,
  suggestions: JSON.stringify(delivery.suggestions),
  shown_on: JSON.stringify(delivery.shownOn),
});

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  cardUuid: row.card_uuid,
  at: new Date(row.at),
  topic: row.topic,
  rule: row.rule,
  userKey: nullable(row.user_key),
  fingerprint: row.fingerprint,
  reporterHook: row.reporter_hook === 1,
  serviceId: row.service_id,
  suggestions: JSON.parse(row.suggestions),
  shownOn: JSON.parse(row.shown_on),
});

export const feedbackRow = (answer: Answer, receivedAt: Date): FeedbackRow => ({
  card_uuid: answer.cardUuid,
  outcome: answer.outcome,
  at: answer.at.getTime(),
  reason_system: answer.reasonSystem?.slice(0, CODE_LIMIT) ?? NONE,
  reason_code: answer.reasonCode?.slice(0, CODE_LIMIT) ?? NONE,
  accepted_suggestions: JSON.stringify(answer.acceptedSuggestions),
  received_at: receivedAt.getTime(),
});

export const answerOf = (row: FeedbackRow): Answer & { readonly receivedAt: Date } => ({
  cardUuid: row.card_uuid,
  outcome: row.outcome === 'accepted' ? 'accepted' : 'overridden',
  at: new Date(row.at),
  reasonSystem: nullable(row.reason_system),
  reasonCode: nullable(row.reason_code),
  acceptedSuggestions: JSON.parse(row.accepted_suggestions),
  receivedAt: new Date(row.received_at),
});
