/** Medicines as records carry them: by code and by name, with dose, supply and course. */
import fc from 'fast-check';
import type { MedicineEvent } from '../../src/fhir/facts.ts';
import { readMedicines } from '../../src/fhir/read-medicines.ts';
import { codes, subject, type Resource } from './sample.ts';

const zone = { timeZone: 'Europe/London' };
const read = (medications: readonly Resource[], included: readonly Resource[] = []): readonly MedicineEvent[] =>
  readMedicines(medications, included, codes, zone);

const order = (name: string, with_: Resource = {}): Resource => ({
  resourceType: 'MedicationRequest',
  id: 'm',
  status: 'active',
  intent: 'order',
  subject,
  authoredOn: '2026-01-10',
  medicationCodeableConcept: { text: name },
  ...with_,
});
const one = (name: string, with_: Resource = {}): MedicineEvent | undefined => read([order(name, with_)])[0];
const coded = (system: string, code: string): Resource => ({ medicationCodeableConcept: { coding: [{ system, code }] } });
const dosage = (...instructions: readonly Resource[]): Resource => ({ dosageInstruction: instructions });
const tablets = (value: number, repeat: Resource = { frequency: 1, period: 1, periodUnit: 'd' }, more: Resource = {}): Resource => ({
  timing: { repeat },
  doseAndRate: [{ doseQuantity: { value, unit: 'tablet' } }],
  ...more,
});
const milligrams = (value: number, more: Resource = {}): Resource => ({
  timing: { repeat: { frequency: 1, period: 1, periodUnit: 'd' } },
  doseAndRate: [{ doseQuantity: { value, unit: 'mg', code: 'mg' } }],
  ...more,
});

describe('which medicine it is', () => {
  it.each([
    ['Alendronic acid 70mg tablets', 'alendronate bisphosphonate-oral oral 70'],
    ['alendronate 70 MG Oral Tablet', 'alendronate bisphosphonate-oral oral 70'],
    ['Fosavance 70mg/5,600unit tablets', 'alendronate bisphosphonate-oral oral 70'],
    ['Risedronate sodium 35mg tablets', 'risedronate bisphosphonate-oral oral 35'],
    ['Ibandronic acid 150mg tablets', 'ibandronate bisphosphonate-oral oral 150'],
    ['Ibandronic acid 3mg/3ml solution for injection pre-filled syringes', 'ibandronate bisphosphonate-iv - 3'],
    ['Ibandronic acid 50mg tablets', 'ibandronate bisphosphonate-oral oral 50 oncology'],
    ['Zoledronic acid 5mg/100ml infusion', 'zoledronate bisphosphonate-iv iv 5'],
    ['zoledronic acid (RECLAST) 5 mg/100 mL IVPB', 'zoledronate bisphosphonate-iv iv 5'],
    ['Zoledronic acid 4mg/5ml solution for infusion vials', 'zoledronate bisphosphonate-iv iv 4 oncology'],
    ['Zometa', 'zoledronate bisphosphonate-iv iv - oncology'],
    ['Prolia 60mg/1ml', 'denosumab denosumab sc 60'],
    ['denosumab-bbdz 60 mg/mL syringe', 'denosumab denosumab sc 60'],
    ['Xgeva 120mg/1.7ml solution for injection vials', 'denosumab denosumab sc 120 oncology'],
    ['denosumab 120 mg/1.7 mL (70 mg/mL) injection', 'denosumab denosumab sc 120 oncology'],
    ['Teriparatide 20micrograms/80microlitres solution for injection', 'teriparatide anabolic sc 0.02'],
    ['Sodium clodronate 800mg tablets', 'clodronate bisphosphonate-oral oral 800 oncology'],
    ['Estradiol 50micrograms/24hours transdermal patches', 'oestrogen hrt transdermal 0.05'],
    ['Estradiol 10microgram vaginal tablets', 'oestrogen vaginal-oestrogen vaginal 0.01'],
    ['Prednisolone 5mg tablets', 'prednisolone glucocorticoid oral 5'],
    ['Prednisolone 0.5% eye drops', 'prednisolone glucocorticoid topical -'],
    ['Hydrocortisone 1% cream', 'hydrocortisone glucocorticoid topical -'],
    ['Dexamethasone 500microgram tablets', 'dexamethasone glucocorticoid oral 0.5'],
    ['Ibuprofen 5% gel', 'ibuprofen nsaid topical -'],
    ['Adcal-D3 1500mg/400unit chewable tablets', 'calcium-vitamin-d calcium-vitamin-d oral 1500'],
    ['Morphine sulfate 10mg/5ml oral solution', 'morphine opioid oral -'],
  ])('%s', (name, said) => {
    const event = one(name);
    expect([event?.drug, event?.class, event?.route ?? '-', event?.doseMg ?? '-', ...(event?.oncology ? ['oncology'] : [])].join(' ')).toBe(
      said,
    );
  });

  it.each([
    ['dm+d', coded('https://dmd.nhs.uk', '134599008'), 'alendronate', 70],
    ['a SNOMED CT substance', coded('http://snomed.info/sct', '446321003'), 'denosumab', null],
    ['RxNorm', coded('http://www.nlm.nih.gov/research/umls/rxnorm', '77655'), 'zoledronate', null],
    ['ATC', coded('http://www.whocc.no/atc', 'M05BA04'), 'alendronate', null],
    ['an ATC group', coded('http://www.whocc.no/atc', 'M05BA99'), 'bisphosphonate', null],
  ])('%s without a name', (_, medicine, drug, doseMg) => {
    expect(read([order('', medicine)])).toMatchObject([{ drug, doseMg }]);
  });

  it('a combination is each of its medicines, with no one strength', () => {
    expect(read([order('Co-codamol 30mg/500mg tablets')]).map((event) => [event.class, event.doseMg])).toEqual([
      ['opioid', null],
      ['paracetamol', null],
    ]);
  });

  it.each([
    'Amlodipine 5mg tablets',
    'Salbutamol 100micrograms/dose inhaler',
    'Ethinylestradiol 30microgram / Levonorgestrel 150microgram tablets',
    'Qlaira tablets (estradiol valerate and dienogest)',
    '',
  ])('%s is none that a rule needs', (name) => {
    expect(read([order(name)])).toEqual([]);
  });
});

describe('where the name stands', () => {
  const medication = { resourceType: 'Medication', id: 'med', code: { text: 'Alendronic acid 70mg tablets' } };
  const byReference = (reference: string, more: Resource = {}): Resource =>
    order('', { medicationCodeableConcept: undefined, medicationReference: { reference }, ...more });

  it.each<readonly [string, readonly MedicineEvent[]]>([
    ['beside the order', read([byReference('Medication/med')], [medication])],
    ['contained in it', read([byReference('#med', { contained: [medication] })])],
    ['behind an absolute reference', read([byReference('https://fhir.example/r4/Medication/med')], [medication])],
    [
      'in the display of the reference alone',
      read([
        order('', {
          medicationCodeableConcept: undefined,
          medicationReference: { reference: 'Medication/x', display: 'Alendronic acid 70mg tablets' },
        }),
      ]),
    ],
  ])('%s', (_, events) => {
    expect(events).toMatchObject([{ drug: 'alendronate', doseMg: 70 }]);
  });

  it('the strength of the one ingredient counts where the name gives none', () => {
    const plain = {
      ...medication,
      code: { text: 'Prednisolone' },
      ingredient: [{ strength: { numerator: { value: 5, unit: 'mg' }, denominator: { value: 1, unit: 'tablet' } } }],
    };
    expect(read([byReference('Medication/med', dosage(tablets(2)))], [plain])).toMatchObject([{ doseMg: 10, dailyMg: 10 }]);
  });
});

describe('what was never given', () => {
  it.each<readonly [string, Resource]>([
    ['entered in error', { status: 'entered-in-error' }],
    ['cancelled', { status: 'cancelled' }],
    ['a draft', { status: 'draft' }],
    ['a proposal', { intent: 'proposal' }],
    ['a plan: the repeat template of a GP system', { intent: 'plan' }],
    ['not to be given', { doNotPerform: true }],
    ['stopped because it was ordered in error', { status: 'stopped', statusReason: { text: 'Ordered in error' } }],
    ['stopped because it was never started', { status: 'stopped', statusReason: { coding: [{ display: 'Never started by patient' }] } }],
    [
      'an administration that was not done',
      { resourceType: 'MedicationAdministration', status: 'not-done', effectiveDateTime: '2026-01-01' },
    ],
    ['a listing that is not taken', { resourceType: 'MedicationStatement', status: 'not-taken' }],
    ['a listing that is only intended', { resourceType: 'MedicationStatement', status: 'intended' }],
    ['a dispense in preparation', { resourceType: 'MedicationDispense', status: 'preparation' }],
  ])('%s is no event', (_, with_) => {
    expect(one('Prolia 60mg/1ml', with_)).toBeUndefined();
  });

  it('an ordinary reason for stopping is a stop', () => {
    expect(one('Prolia 60mg/1ml', { status: 'stopped', statusReason: { text: 'Moved to another area' } })).toMatchObject({
      status: 'stopped',
      day: '2026-01-10',
    });
  });
});

describe('what a day holds', () => {
  it.each<readonly [string, Resource, number | null]>([
    ['two tablets of 5 mg daily', dosage(tablets(2)), 10],
    ['7.5 mg daily', dosage(milligrams(7.5)), 7.5],
    ['one tablet twice a day', dosage(tablets(1, { frequency: 2, period: 1, periodUnit: 'd' })), 10],
    ['one tablet every other day', dosage(tablets(1, { frequency: 1, period: 2, periodUnit: 'd' })), 2.5],
    [
      'one tablet, by the code BID alone',
      dosage({ timing: { code: { coding: [{ code: 'BID' }] } }, doseAndRate: [{ doseQuantity: { value: 1, unit: 'tablet' } }] }),
      10,
    ],
    ['5 mg in the morning and 2.5 mg at night', dosage(milligrams(5), milligrams(2.5)), 7.5],
    [
      'a reducing course: its smallest step',
      dosage(milligrams(30, { sequence: 1 }), milligrams(20, { sequence: 2 }), milligrams(5, { sequence: 3 })),
      5,
    ],
    ['as needed', dosage(tablets(2, { frequency: 1, period: 1, periodUnit: 'd' }, { asNeededBoolean: true })), null],
    ['words alone', dosage({ text: 'Take TWO daily' }), null],
    ['a dose without a time', dosage({ doseAndRate: [{ doseQuantity: { value: 2, unit: 'tablet' } }] }), null],
    ['nothing', {}, null],
  ])('prednisolone, %s', (_, with_, dailyMg) => {
    expect(one('Prednisolone 5mg tablets', with_)?.dailyMg).toBe(dailyMg);
  });

  it('an instruction in words says the dose of an injection where the product does not', () => {
    expect(one('Denosumab', dosage({ text: '120 mg every 4 weeks' }))).toMatchObject({ doseMg: 120, oncology: true });
    expect(one('Denosumab', dosage({ text: '60mg every 6 months' }))).toMatchObject({ doseMg: 60, oncology: false });
  });
});

describe('how long it lasts', () => {
  const supply = (dispenseRequest: Resource, name = 'Alendronic acid 70mg tablets', more: Resource = {}): number | null | undefined =>
    one(name, { dispenseRequest, ...more })?.supplyDays;

  it.each<readonly [string, number | null | undefined, number | null]>([
    ['the expected duration', supply({ expectedSupplyDuration: { value: 28, unit: 'days', code: 'd' } }), 28],
    ['in weeks', supply({ expectedSupplyDuration: { value: 12, unit: 'weeks' } }), 84],
    ['with repeats', supply({ expectedSupplyDuration: { value: 30, code: 'd' }, numberOfRepeatsAllowed: 2 }), 90],
    [
      'with many repeats, no longer than a prescription is valid',
      supply({ expectedSupplyDuration: { value: 90, code: 'd' }, numberOfRepeatsAllowed: 11 }),
      366,
    ],
    ['four weekly tablets', supply({ quantity: { value: 4, unit: 'tablet' } }), 28],
    ['28 daily tablets', supply({ quantity: { value: 28 } }, 'Alendronic acid 10mg tablets'), 28],
    [
      '56 tablets, two a day by structure',
      supply({ quantity: { value: 56, unit: 'tablet' } }, 'Prednisolone 5mg tablets', dosage(tablets(2))),
      28,
    ],
    ['56 tablets, how many a day nobody says', supply({ quantity: { value: 56, unit: 'tablet' } }, 'Prednisolone 5mg tablets'), null],
    ['millilitres', supply({ quantity: { value: 100, unit: 'ml' } }), null],
    ['how long the prescription is valid is no supply', supply({ validityPeriod: { start: '2026-01-10', end: '2026-07-10' } }), null],
    [
      'bounds of the instruction',
      one(
        'Prednisolone 5mg tablets',
        dosage(tablets(2, { frequency: 1, period: 1, periodUnit: 'd', boundsPeriod: { start: '2026-01-10', end: '2026-02-07' } })),
      )?.supplyDays,
      28,
    ],
  ])('%s', (_, days, expected) => {
    expect(days).toBe(expected);
  });

  it('a dispense says its days, and counts from the day it was handed over', () => {
    const dispense = {
      resourceType: 'MedicationDispense',
      status: 'completed',
      authoredOn: undefined,
      whenPrepared: '2026-01-01',
      whenHandedOver: '2026-01-03',
      daysSupply: { value: 28, unit: 'days' },
    };
    expect(one('Alendronic acid 70mg tablets', dispense)).toMatchObject({ kind: 'dispense', day: '2026-01-03', supplyDays: 28 });
  });
});

describe('when it was given, begun and stopped', () => {
  const statement = (name: string, with_: Resource): MedicineEvent | undefined =>
    one(name, { resourceType: 'MedicationStatement', authoredOn: undefined, dateAsserted: '2026-03-01', ...with_ });

  it('an administration counts from its own day, with its dose and route', () => {
    const given = {
      resourceType: 'MedicationAdministration',
      status: 'completed',
      effectiveDateTime: '2025-11-05T10:00:00Z',
      dosage: { dose: { value: 4, unit: 'mg' }, route: { text: 'Intravenous' } },
    };
    expect(one('Zoledronic acid', given)).toMatchObject({ kind: 'administration', day: '2025-11-05', doseMg: 4, oncology: true });
  });

  it('a listing counts from the day it was asserted, and begins where its period does', () => {
    expect(statement('Alendronic acid 70mg tablets', { effectivePeriod: { start: '2023-01-01' } })).toMatchObject({
      kind: 'statement',
      day: '2026-03-01',
      start: '2023-01-01',
      stop: null,
    });
    expect(
      statement('Alendronic acid 70mg tablets', { status: 'completed', effectivePeriod: { start: '2023-01-01', end: '2025-01-01' } }),
    ).toMatchObject({ stop: '2025-01-01' });
  });

  it('a listing of a drug that is given twice a year says that it is given, not when', () => {
    expect(statement('Prolia 60mg/1ml', { effectivePeriod: { start: '2023-01-01' } })).toMatchObject({ day: null, start: '2023-01-01' });
    expect(statement('Prolia 60mg/1ml', { effectiveDateTime: '2025-12-01' })).toMatchObject({ day: '2025-12-01' });
    const issued = {
      extension: [
        {
          url: 'https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-MedicationStatementLastIssueDate',
          valueDateTime: '2026-02-01',
        },
      ],
    };
    expect(statement('Prolia 60mg/1ml', issued)).toMatchObject({ day: '2026-02-01' });
  });

  it('a stopped order ends where its period does; the end of a completed one is no stop', () => {
    const period = { dispenseRequest: { validityPeriod: { start: '2025-07-01', end: '2025-12-01' } } };
    expect(one('Prolia 60mg/1ml', { ...period, status: 'stopped', authoredOn: '2025-07-01' })).toMatchObject({
      day: '2025-07-01',
      stop: '2025-12-01',
    });
    expect(one('Prolia 60mg/1ml', { ...period, status: 'completed' })).toMatchObject({ stop: null });
  });
});

it('whatever an EHR sends, reading it ends', () => {
  const thing = fc.record({
    resourceType: fc.constantFrom('MedicationRequest', 'MedicationStatement', 'MedicationDispense', 'MedicationAdministration'),
    medicationCodeableConcept: fc.oneof(fc.constant({ text: 'Prolia 60mg/1ml' }), fc.anything()),
    medicationReference: fc.anything(),
    dosageInstruction: fc.anything(),
    dosage: fc.anything(),
    dispenseRequest: fc.anything(),
    status: fc.anything(),
    statusReason: fc.anything(),
  });
  fc.assert(fc.property(fc.array(thing), (things) => Array.isArray(read(things))));
});
