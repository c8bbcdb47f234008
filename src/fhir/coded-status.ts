/** Whether a coded entry counts, and how far it has come. */
import type { Day } from '../calendar.ts';
import { dayOf } from './dates.ts';
import type { CodedFact } from './facts.ts';
import { codingsOf, entryOf, isObject, text, word, wordsOf, type Json } from './json.ts';

type Status = CodedFact['status'];

/** The codes of a status, which R4 gives as CodeableConcept and older systems as a word. */
const statusCodes = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : [...codingsOf(value).map(({ code }) => word(code)), ...wordsOf(value).map((name) => name.toLowerCase())];

const OVER = ['resolved', 'inactive', 'remission'];

const hasAbated = (condition: Json, today: Day, timeZone: string): boolean => {
  const { abatementDateTime, abatementPeriod, abatementString, abatementAge, abatementBoolean } = condition;
  const end = dayOf(abatementDateTime ?? (isObject(abatementPeriod) ? abatementPeriod.end : undefined), timeZone);
  return (end !== null && end <= today) || text(abatementString) !== null || isObject(abatementAge) || abatementBoolean === true;
};

/** Refuted and entered-in-error ones do not count; resolved ones are history (DECISIONS I 40). */
const ofCondition = (condition: Json, today: Day, timeZone: string): Status | null => {
  const verification = statusCodes(condition.verificationStatus);
  if (verification.includes('refuted') || verification.includes('entered-in-error')) return null;
  const clinical = statusCodes(condition.clinicalStatus);
  if (clinical.length > 0) return clinical.some((code) => OVER.includes(code)) ? 'resolved' : 'active';
  return hasAbated(condition, today, timeZone) ? 'resolved' : 'active';
};

const PROCEDURES: Readonly<Record<string, Status>> = { preparation: 'requested', 'in-progress': 'active', 'on-hold': 'ended' };
const REQUESTS: Readonly<Record<string, Status>> = { completed: 'completed', draft: 'ended', 'on-hold': 'ended', revoked: 'ended' };

/** A proposal is nobody's order yet; a plan is how some e-referral systems send a referral. */
const NOT_ORDERED = ['proposal', 'option'];

/** `null` where the entry must not be used at all. */
export const statusOf = (resource: Json, today: Day, timeZone: string): Status | null => {
  const status = word(resource.status);
  if (resource.resourceType === 'Condition') return ofCondition(resource, today, timeZone);
  if (status === 'entered-in-error' || status === 'not-done' || resource.doNotPerform === true) return null;
  if (resource.resourceType === 'Observation') return status === 'cancelled' || status === 'registered' ? null : 'active';
  if (resource.resourceType === 'Procedure') return entryOf(PROCEDURES, status) ?? 'completed';
  return NOT_ORDERED.includes(word(resource.intent)) ? 'ended' : (entryOf(REQUESTS, status) ?? 'requested');
};
