/** A hook call about a woman of 76 whose CT of some months ago reports a T12 fracture; invented. */
import { daysBefore, dayIn } from '../../src/calendar.ts';
import { anyUuid } from './sample.ts';

export const SERVICE = '/cds-services/vertebral-fracture-patient-view';
export const FEEDBACK = `${SERVICE}/feedback`;

export interface CallWishes {
  readonly patientId: string;
  readonly userId?: string;
  /** What the CT says beside the T12 fracture. */
  readonly alsoReported?: string;
}

const none = { resourceType: 'Bundle', type: 'searchset', total: 0 };

export const hookCall = ({ patientId, userId = 'Practitioner/finch', alsoReported = '' }: CallWishes) => {
  const today = dayIn(new Date(), 'Europe/London');
  const text = `FINDINGS: There is a moderate wedge compression fracture of the T12 vertebral body. ${alsoReported} CONCLUSION: Vertebral fracture.`;
  const report = {
    resourceType: 'DiagnosticReport',
    id: `report-of-${patientId}`,
    status: 'final',
    category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/v2-0074', code: 'RAD' }] }],
    code: { text: 'CT abdomen and pelvis' },
    subject: { reference: `Patient/${patientId}` },
    effectiveDateTime: daysBefore(today, { months: 4 }),
    presentedForm: [{ contentType: 'text/plain', data: Buffer.from(text).toString('base64') }],
  };
  return {
    hook: 'patient-view',
    hookInstance: anyUuid(),
    context: { userId, patientId },
    prefetch: {
      patient: { resourceType: 'Patient', id: patientId, gender: 'female', birthDate: daysBefore(today, { years: 76 }) },
      reports: { resourceType: 'Bundle', type: 'searchset', total: 1, entry: [{ resource: report }] },
      conditions: none,
      medications: none,
      observations: none,
      procedures: none,
      serviceRequests: none,
    },
  };
};

/** Topic and uuid of each card of an answer. */
export const cardsOf = (json: unknown): readonly { readonly topic: string; readonly uuid: string }[] =>
  (json as { cards: readonly { uuid: string; source: { topic: { code: string } } }[] }).cards.map(({ uuid, source }) => ({
    topic: source.topic.code,
    uuid,
  }));

export const overriddenWith = (card: string, code: string | null) => ({
  feedback: [
    {
      card,
      outcome: 'overridden',
      outcomeTimestamp: new Date().toISOString(),
      ...(code === null ? {} : { overrideReason: { reason: { code } } }),
    },
  ],
});
