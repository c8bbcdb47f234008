/** The reported fracture for the problem list: as the report words it, never coded as due to osteoporosis or disease (DECISIONS G). */
import type { Condition } from 'fhir/r4.js';
import type { Offer } from '../../assessment/advice.ts';
import { oneLine } from '../plain-text.ts';
import type { RenderContext } from '../render.ts';

const LONGEST = 200;

const concept = (system: string, code: string) => ({ coding: [{ system, code }] });

export const problemOf = (
  offer: Extract<Offer, { kind: 'problem' }>,
  { patientId, today }: Pick<RenderContext, 'patientId' | 'today'>,
): Condition => {
  const words = oneLine(offer.words, LONGEST);
  return {
    resourceType: 'Condition',
    clinicalStatus: concept('http://terminology.hl7.org/CodeSystem/condition-clinical', 'active'),
    verificationStatus: concept(
      'http://terminology.hl7.org/CodeSystem/condition-ver-status',
      offer.confirmed ? 'confirmed' : 'unconfirmed',
    ),
    category: [concept('http://terminology.hl7.org/CodeSystem/condition-category', 'problem-list-item')],
    code: {
      coding: [{ system: 'http://snomed.info/sct', code: '50448004', display: 'Fracture of vertebral column' }],
      ...(words === '' ? {} : { text: words }),
    },
    ...(offer.levels.length === 0 ? {} : { bodySite: offer.levels.map((level) => ({ text: level })) }),
    subject: { reference: `Patient/${patientId}` },
    ...(offer.onset === null ? {} : { onsetDateTime: offer.onset }),
    recordedDate: today,
    ...(offer.reportId === null ? {} : { evidence: [{ detail: [{ reference: `DiagnosticReport/${offer.reportId}` }] }] }),
  };
};
