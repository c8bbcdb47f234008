/** Conditions, Procedures, Observations and requests as coded facts. */
import fc from 'fast-check';
import type { CodedFact } from '../../src/fhir/facts.ts';
import { codedConclusions, codedFacts, type CodedResources } from '../../src/fhir/read-coded.ts';
import { codes, condition, observation, procedure, report, serviceRequest, TODAY, type Resource } from './sample.ts';

const NOTHING: CodedResources = { conditions: [], observations: [], procedures: [], serviceRequests: [] };
const zone = { timeZone: 'Europe/London' };
const read = (resources: Partial<CodedResources>): readonly CodedFact[] => codedFacts({ ...NOTHING, ...resources }, codes, TODAY, zone);

const sct = (code: string, display?: string): Resource => ({
  coding: [{ system: 'http://snomed.info/sct', code, ...(display === undefined ? {} : { display }) }],
});
const named = (text: string): Resource => ({ code: { text } });
const inCondition = (with_: Resource): readonly CodedFact[] => read({ conditions: [condition('c', with_)] });
const inProcedure = (with_: Resource): readonly CodedFact[] => read({ procedures: [{ ...procedure('p'), ...with_ }] });
const inObservation = (with_: Resource): readonly CodedFact[] =>
  read({ observations: [observation('o', { valueQuantity: undefined, ...with_ })] });
const inRequest = (with_: Resource): readonly CodedFact[] => read({ serviceRequests: [{ ...serviceRequest('s'), ...with_ }] });
const concepts = (facts: readonly CodedFact[]): readonly string[] => facts.map(({ concept }) => concept);

describe('a Condition', () => {
  it('says what, since when, from where, and whether it stands in the problem list', () => {
    const [fact] = inCondition({
      code: { ...sct('207940009', 'Closed fracture thoracic vertebra, wedge'), text: 'Wedge fracture of T12' },
      category: [{ coding: [{ code: 'problem-list-item' }] }],
      onsetDateTime: '2024-05',
      recordedDate: '2024-06-03T23:30:00Z',
    });
    expect(fact).toEqual({
      concept: 'vertebral-fracture',
      kind: 'ask-mechanism',
      display: 'Wedge fracture of T12',
      day: '2024-05-01',
      recorded: '2024-06-04',
      status: 'active',
      source: 'Condition/c',
      resourceType: 'Condition',
      problemList: true,
      regions: ['thoracic'],
      levels: ['T12'],
      reason: null,
    });
  });

  it.each([
    ['refuted', { verificationStatus: { coding: [{ code: 'refuted' }] } }],
    ['entered in error', { verificationStatus: { coding: [{ code: 'entered-in-error' }] } }],
    ['somebody else’s, whatever its code', { code: { ...sct('64859006'), text: 'FH: osteoporosis' } }],
    ['only thought of, whatever its code', { code: { ...sct('109989006'), text: '?multiple myeloma' } }],
    ['of no concept', named('Essential hypertension')],
    ['without a code', { code: undefined }],
  ])('that is %s is no fact', (_, with_) => {
    expect(inCondition(with_)).toEqual([]);
  });

  it.each<readonly [string, Resource, CodedFact['status']]>([
    ['active', {}, 'active'],
    ['resolved', { clinicalStatus: { coding: [{ code: 'resolved' }] } }, 'resolved'],
    ['inactive, in the words of an older system', { clinicalStatus: 'inactive' }, 'resolved'],
    ['ended without a status', { clinicalStatus: undefined, abatementDateTime: '2020-01-01' }, 'resolved'],
    ['to end later', { clinicalStatus: undefined, abatementDateTime: '2030-01-01' }, 'active'],
    ['called past by its name', named('H/O: malignant neoplasm of breast'), 'resolved'],
    ['unconfirmed, as our own suggestion is filed', { verificationStatus: { coding: [{ code: 'unconfirmed' }] } }, 'active'],
  ])('that is %s', (_, with_, status) => {
    expect(inCondition(with_).map((fact) => fact.status)).toEqual([status]);
  });

  it('with a denial in its name keeps what its code says: "no relapse" is not "never had it"', () => {
    expect(
      concepts(inCondition({ code: { ...sct('109989006', 'Multiple myeloma'), text: 'Multiple myeloma, no relapse of myeloma' } })),
    ).toContain('myeloma');
  });

  it('takes a finer kind from its name, but never another kind than its code has', () => {
    expect(inCondition({ code: { ...sct('709044004'), text: 'Chronic kidney disease stage 3b' } })[0]?.kind).toBe('stage-3');
    expect(inCondition({ code: { ...sct('137731000119104'), text: 'Vertebral fracture' } })[0]?.kind).toBe('traumatic-history');
  });
});

describe('dates', () => {
  it.each<readonly [string, readonly CodedFact[], string | null]>([
    ['an onset period: its start', inCondition({ onsetPeriod: { start: '2023-02-01', end: '2023-05-01' } }), '2023-02-01'],
    ['no onset: the day it was recorded', inCondition({ recordedDate: '2025-01-01' }), '2025-01-01'],
    ['neither', inCondition({ recordedDate: undefined }), null],
    [
      'a course of treatment: its end',
      inProcedure({
        ...named('Radiotherapy to spine'),
        performedDateTime: undefined,
        performedPeriod: { start: '2025-01-01', end: '2025-01-20' },
      }),
      '2025-01-20',
    ],
    [
      'a course that goes on: its start',
      inProcedure({ ...named('Radiotherapy to spine'), performedDateTime: undefined, performedPeriod: { start: '2025-01-01' } }),
      '2025-01-01',
    ],
    ['a request: when it was written', inRequest({ authoredOn: '2026-01-05', occurrenceDateTime: '2026-03-05' }), '2026-01-05'],
  ])('%s', (_, facts, day) => {
    expect(facts[0]?.day).toBe(day);
  });
});

describe('referrals to the fracture liaison service (DECISIONS E)', () => {
  it.each<readonly [string, Resource]>([
    ['by its code', { code: sct('412717001', 'Referral to osteoporosis clinic') }],
    ['by its name', named('Refer to FLS')],
    [
      'a general referral whose performer is the service',
      { ...named('Referral'), performer: [{ display: 'Fracture Liaison Service, St Elsewhere' }] },
    ],
    [
      'a general referral whose kind of performer says so',
      { ...named('Referral to service'), performerType: { text: 'Osteoporosis clinic' } },
    ],
    [
      'rheumatology for osteoporosis',
      { ...named('Referral to rheumatology'), reasonCode: [{ text: 'Osteoporosis with vertebral fracture' }] },
    ],
    [
      'endocrinology for a fracture',
      { ...named('Referral to endocrinology'), reasonCode: [sct('50448004', 'Fracture of vertebral column')] },
    ],
    ['elderly care, the reason in a note', { ...named('Referral to care of the elderly'), note: [{ text: 'Recent fragility fracture' }] }],
    ['sent as a plan, as some e-referral systems do', { intent: 'plan' }],
  ])('%s counts', (_, with_) => {
    expect(inRequest(with_)).toMatchObject([{ concept: 'fls-referral', status: 'requested' }]);
  });

  it('the Condition that is the reason is looked up', () => {
    const request = { ...serviceRequest('s'), ...named('Referral to rheumatology'), reasonReference: [{ reference: 'Condition/why' }] };
    const why = condition('why', named('Osteoporosis'));
    expect(concepts(read({ serviceRequests: [request], conditions: [why] }))).toContain('fls-referral');
    expect(concepts(read({ serviceRequests: [request], conditions: [condition('why', named('Gout'))] }))).not.toContain('fls-referral');
  });

  it.each<readonly [string, Resource]>([
    ['fracture clinic', named('Referral to fracture clinic')],
    ['orthopaedics', { ...named('Referral to orthopaedics'), reasonCode: [{ text: 'Vertebral fracture' }] }],
    ['spinal surgery', { ...named('Referral to spinal surgeons'), reasonCode: [{ text: 'Vertebral fracture' }] }],
    ['rheumatology for something else', { ...named('Referral to rheumatology'), reasonCode: [{ text: 'Gout' }] }],
    ['rheumatology without a reason', named('Referral to rheumatology')],
    ['one that must not be made', { doNotPerform: true }],
    ['entered in error', { status: 'entered-in-error' }],
  ])('%s is none', (_, with_) => {
    expect(concepts(inRequest(with_))).not.toContain('fls-referral');
  });

  it.each<readonly [string, Resource]>([
    ['draft', { status: 'draft' }],
    ['on hold', { status: 'on-hold' }],
    ['revoked', { status: 'revoked' }],
    ['a proposal, such as our own suggestion', { intent: 'proposal' }],
    ['rejected, in its name', named('FLS referral rejected')],
    ['not attended, in its name', named('Fracture liaison service: did not attend')],
  ])('%s has ended', (_, with_) => {
    expect(
      inRequest(with_)
        .filter(({ concept }) => concept === 'fls-referral')
        .map(({ status }) => status),
    ).toEqual(['ended']);
  });

  it('a heading or a coded referral in a GP record is a referral, a visit is a contact', () => {
    expect(inObservation({ code: sct('983641000000106', 'Fracture liaison service') })).toMatchObject([
      { concept: 'fls-referral', status: 'requested' },
    ]);
    expect(inObservation({ code: sct('391037000', 'Seen in osteoporosis clinic') })).toEqual(
      expect.arrayContaining([expect.objectContaining({ concept: 'fls-contact', status: 'completed' })]),
    );
    expect(concepts(inCondition(named('Did not attend osteoporosis clinic')))).not.toContain('fls-contact');
  });

  it('a refusal is a refusal, and no referral', () => {
    const facts = inCondition(named('Fracture liaison service referral declined'));
    expect(facts.map(({ concept, status }) => `${concept} ${status}`).sort()).toEqual([
      'declined-or-not-indicated active',
      'fls-referral ended',
    ]);
  });
});

describe('what shows that somebody acted', () => {
  it('a visit does, a request or a wait for one does not', () => {
    expect(inProcedure(named('Seen in oncology clinic'))).toMatchObject([{ concept: 'oncology-contact', status: 'completed' }]);
    expect(inCondition(named('Referral to oncology clinic'))).toMatchObject([{ concept: 'oncology-contact', status: 'requested' }]);
    expect(inRequest(named('Oncology referral'))).toMatchObject([{ concept: 'oncology-contact', status: 'requested' }]);
    expect(inCondition(named('Oncology clinic appointment: did not attend'))).toMatchObject([
      { concept: 'oncology-contact', status: 'ended' },
    ]);
  });

  it.each<readonly [string, readonly CodedFact[], string]>([
    [
      'code and body site',
      inProcedure({ code: sct('33195004', 'External beam radiotherapy'), bodySite: [{ text: 'Lumbar spine' }] }),
      'skeletal-radiotherapy',
    ],
    ['its name', inProcedure(named('Palliative radiotherapy to pelvis')), 'skeletal-radiotherapy'],
    ['a level', inProcedure(named('Radiotherapy T8')), 'skeletal-radiotherapy'],
    ['nothing', inProcedure({ code: sct('108290001', 'Radiotherapy') }), 'radiotherapy'],
    ['another organ', inProcedure(named('Radiotherapy to breast')), 'radiotherapy'],
  ])('radiotherapy of the skeleton is known by %s', (_, facts, concept) => {
    expect(concepts(facts)).toContain(concept);
    expect(concepts(facts)).not.toContain(concept === 'radiotherapy' ? 'skeletal-radiotherapy' : 'radiotherapy');
  });

  it('what was not done is no fact, what is only prepared is not done', () => {
    expect(inProcedure({ status: 'not-done' })).toEqual([]);
    expect(inProcedure({ status: 'preparation' })).toMatchObject([{ concept: 'vertebral-augmentation', status: 'requested' }]);
    expect(inProcedure({})).toMatchObject([{ concept: 'vertebral-augmentation', status: 'completed' }]);
  });
});

describe('an Observation', () => {
  it.each<readonly [string, Resource]>([
    [
      'a laboratory test that is called by what it looks for',
      { ...named('Myeloma screen'), category: [{ coding: [{ code: 'laboratory' }] }] },
    ],
    ['a measurement', { ...named('Fall risk score'), valueQuantity: { value: 3 } }],
    ['a question answered with no', { ...named('Palliative care'), valueCodeableConcept: { text: 'No' } }],
    ['a question answered with false', { ...named('Pregnant'), valueBoolean: false }],
    ['cancelled', { ...named('Palliative care'), status: 'cancelled' }],
  ])('%s states nothing', (_, with_) => {
    expect(inObservation(with_)).toEqual([]);
  });

  it('states what it is called otherwise, and by its code even beside a number', () => {
    expect(concepts(inObservation(named('Palliative care')))).toEqual(['palliative-care']);
    expect(concepts(inObservation({ code: sct('391075000'), valueQuantity: { value: -2.7 } }))).toEqual(['dxa']);
  });

  it('a DXA that was done, asked for or scheduled is told apart: only a result shows that it was done (DECISIONS A 9)', () => {
    expect(concepts(inProcedure({ code: sct('300004007', 'Dual energy X-ray photon absorptiometry') }))).not.toContain('dxa');
    expect(concepts(inRequest({ code: sct('300004007') }))).toEqual(['dxa-request']);
    expect(concepts(inObservation(named('DEXA scan result osteoporotic')))).toContain('dxa');
  });
});

describe('the problem list', () => {
  const fracture = { code: sct('426646004', 'Compression fracture of lumbar spine') };
  const category = (code: string) => [{ coding: [{ code }] }];

  it.each([
    ['holds a Condition of its category', { ...fracture, category: category('problem-list-item') }, true],
    ['holds a Condition without any category', { ...fracture, category: undefined }, true],
    ['does not hold the diagnosis of one encounter', { ...fracture, category: category('encounter-diagnosis') }, false],
  ])('%s', (_, with_, listed) => {
    expect(inCondition(with_)).toMatchObject([{ problemList: listed }]);
  });

  it('holds no Procedure', () => {
    expect(inProcedure(fracture)).toMatchObject([{ problemList: false }]);
  });
});

describe('coded conclusions', () => {
  it('are facts of the report, on its day, with region and level', () => {
    const facts = codedConclusions(
      report('r', { conclusionCode: [sct('426646004', 'Compression fracture of lumbar spine')] }),
      codes,
      zone,
    );
    expect(facts).toMatchObject([
      {
        concept: 'vertebral-fracture',
        kind: 'fracture',
        day: '2026-02-10',
        status: 'active',
        source: 'DiagnosticReport/r',
        regions: ['lumbar'],
        problemList: false,
      },
    ]);
  });

  it('each for itself, and none that is denied', () => {
    const conclusionCode = [{ text: 'Compression fracture of T8' }, { text: 'Wedge fracture of L1' }, { text: 'No vertebral fracture' }];
    expect(codedConclusions(report('r', { conclusionCode }), codes, zone).map(({ levels }) => levels)).toEqual([['T8'], ['L1']]);
  });
});

it('whatever an EHR sends, reading it ends', () => {
  const thing = fc.record({
    resourceType: fc.constantFrom('Condition', 'Observation', 'Procedure', 'ServiceRequest'),
    code: fc.anything(),
    status: fc.anything(),
    category: fc.anything(),
    clinicalStatus: fc.anything(),
    bodySite: fc.anything(),
    reasonCode: fc.anything(),
    note: fc.anything(),
  });
  fc.assert(fc.property(fc.array(thing), (things) => Array.isArray(read({ conditions: things }))));
});
