/** Requests that the clinician may place: drafts, with the site's own order code where configuration has one, else with coded text. */
import type { ServiceRequest } from 'fhir/r4.js';
import type { Offer } from '../../assessment/advice.ts';
import type { RenderContext } from '../render.ts';

type Order = Exclude<Offer, { kind: 'problem' }>;

interface OrderWords {
  readonly text: string;
  readonly reason: string | null;
}

export const orderFor = (offer: Order, { patientId, ehr }: Pick<RenderContext, 'patientId' | 'ehr'>, words: OrderWords): ServiceRequest => {
  const code = ehr.orderCodes[offer.kind];
  return {
    resourceType: 'ServiceRequest',
    status: 'draft',
    intent: 'proposal',
    code: { ...(code === undefined ? {} : { coding: [{ ...code }] }), text: words.text },
    subject: { reference: `Patient/${patientId}` },
    ...(words.reason === null ? {} : { reasonCode: [{ text: words.reason }] }),
    ...(offer.reportId === null ? {} : { reasonReference: [{ reference: `DiagnosticReport/${offer.reportId}` }] }),
  };
};
