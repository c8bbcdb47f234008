/** The calls of a hospital: most bring everything, some must be completed from its FHIR server, some answer a card. Each has a token of its own. */
import type { RequestListener } from 'node:http';
import { completePrefetch, hookCall, incompleteCall, PATIENT_ID } from '../../test/security/call.ts';
import { SERVICE_PATH, type Hospital } from '../../test/security/hospital.ts';
import { sendJson } from '../../test/trust/listener.ts';

export interface Call {
  readonly path: string;
  readonly body: string;
}

/** So many patients are looked at again and again. */
const PATIENTS = 5_000;
/** Of ten calls. */
const [INCOMPLETE, FEEDBACK] = [2, 1];

const patientOf = (number: number): string => `patient-${number % PATIENTS}`;
const forPatient = (value: unknown, patientId: string): string => JSON.stringify(value).replaceAll(PATIENT_ID, patientId);

/** Holds every patient: the id that is asked for is the id that is answered. */
export const everyPatient: RequestListener = (request, response) => {
  const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
  const [, , type = '', id] = pathname.split('/');
  const key = { Patient: 'patient', DiagnosticReport: 'reports' }[type];
  const found = key ? completePrefetch()[key] : { resourceType: 'Bundle', type: 'searchset', entry: [] };
  sendJson(response, JSON.parse(forPatient(found, id ?? searchParams.get('patient') ?? '')));
};

const overrides = (cards: readonly string[]): string =>
  JSON.stringify({ feedback: cards.map((card) => ({ card, outcome: 'overridden', outcomeTimestamp: new Date().toISOString() })) });

/** The call of this number; `cards` are those that were sent and not yet answered. */
export const callOf = (number: number, hospital: Hospital, cards: string[]): Call => {
  const kind = number % 10;
  const patientId = patientOf(Math.floor(number * 7.31));
  if (kind < FEEDBACK && cards.length > 0) return { path: `${SERVICE_PATH}/feedback`, body: overrides(cards.splice(0)) };
  const isIncomplete = kind < FEEDBACK + INCOMPLETE;
  return { path: SERVICE_PATH, body: forPatient(isIncomplete ? incompleteCall(`${hospital.fhir.origin}/r4`) : hookCall(), patientId) };
};
