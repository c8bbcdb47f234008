/** Laboratory results, T-scores and weights, in the units that the rules speak. */
import fc from 'fast-check';
import type { Measurement } from '../../src/fhir/facts.ts';
import { readMeasurements } from '../../src/fhir/read-measurements.ts';
import { codes, observation, type Resource } from './sample.ts';

const read = (...observations: readonly Resource[]): readonly Measurement[] =>
  readMeasurements(observations, codes, { timeZone: 'Europe/London' });
const result = (name: string, value: number, unit?: string, more: Resource = {}): Resource =>
  observation('o', { code: { text: name }, valueQuantity: { value, ...(unit === undefined ? {} : { unit }) }, ...more });
const one = (...given: Parameters<typeof result>): Measurement | undefined => read(result(...given))[0];
const loinc = (code: string, text: string): Resource => ({ code: { coding: [{ system: 'http://loinc.org', code }], text } });

describe('which test it is', () => {
  it.each([
    ['eGFR', 'egfr'],
    ['Serum creatinine', 'creatinine'],
    ['Creatinine clearance', 'creatinine-clearance'],
    ['Adjusted calcium', 'calcium-adjusted'],
    ['Serum calcium', 'calcium-total'],
    ['Serum inorganic phosphate', 'phosphate'],
    ['Serum alkaline phosphatase', 'alp'],
    ['Serum albumin', 'albumin'],
    ['Alanine aminotransferase', 'liver'],
    ['Serum TSH level', 'tsh'],
    ['Serum 25-hydroxyvitamin D level', 'vitamin-d'],
    ['Haemoglobin', 'haemoglobin'],
    ['White cell count', 'white-cells'],
    ['Full blood count', 'fbc'],
    ['ESR', 'esr'],
    ['C reactive protein', 'crp'],
    ['Plasma viscosity', 'plasma-viscosity'],
    ['Serum protein electrophoresis', 'electrophoresis'],
    ['Paraprotein level', 'paraprotein'],
    ['Kappa/lambda ratio', 'light-chains'],
    ['Parathyroid hormone', 'pth'],
    ['Body weight', 'weight'],
    ['Lumbar spine T-score', 't-score-spine'],
    ['Total hip T score', 't-score-hip'],
    ['T-score, left femoral neck', 't-score-femoral-neck'],
    ['T-score, distal radius', 't-score-other'],
    ['Heel T-score', 't-score-other'],
    ['T-score', 't-score-other'],
    ['Lumbar spine Z-score', 'z-score'],
  ])('%s', (name, what) => {
    expect(one(name, 1)?.what).toBe(what);
  });

  it.each([
    ['Haemoglobin A1c'],
    ['Urine albumin'],
    ['Urine creatinine'],
    ['Albumin/creatinine ratio'],
    ['Birth weight'],
    ['Creatine kinase'],
    ['1,25-dihydroxyvitamin D'],
    ['Mean corpuscular haemoglobin'],
    ['Glucose'],
    ['Blood pressure'],
  ])('%s is none of them', (name) => {
    expect(one(name, 1)).toBeUndefined();
  });

  it('a code decides before words; a femur code is of the femoral neck where its words say so', () => {
    expect(one('Something', -2, 'T-score', loinc('38267-1', 'BMD'))?.what).toBe('t-score-spine');
    expect(one('', -2, 'T-score', loinc('38263-0', 'DXA T-score, femoral neck'))?.what).toBe('t-score-femoral-neck');
    expect(one('', -2, 'T-score', loinc('38263-0', 'DXA Femur'))?.what).toBe('t-score-hip');
  });

  it('the body site tells which T-score it is', () => {
    expect(one('T-score', -2.6, 'T-score', { bodySite: { text: 'Lumbar spine' } })?.what).toBe('t-score-spine');
  });

  it('components are results of their own, and the panel is a sign that the blood was taken', () => {
    const panel = observation('fbc', {
      code: { text: 'Full blood count' },
      valueQuantity: undefined,
      component: [
        { code: { text: 'Haemoglobin' }, valueQuantity: { value: 9.4, unit: 'g/dL' } },
        {
          code: { text: 'White cell count' },
          valueQuantity: { value: 3.1, unit: '10*9/L' },
          interpretation: [{ coding: [{ code: 'L' }] }],
        },
      ],
    });
    expect(read(panel)).toMatchObject([
      { what: 'fbc', value: null, source: 'Observation/fbc' },
      { what: 'haemoglobin', value: 94, unit: 'g/L' },
      { what: 'white-cells', value: 3.1, flag: 'low' },
    ]);
  });
});

describe('units', () => {
  it.each([
    ['Vitamin D', 18, 'ng/mL', 45, 'nmol/L'],
    ['Vitamin D', 45, 'nmol/L', 45, 'nmol/L'],
    ['Vitamin D', 45, undefined, null, null],
    ['Haemoglobin', 9.4, 'g/dL', 94, 'g/L'],
    ['Haemoglobin', 94, 'g/L', 94, 'g/L'],
    ['Haemoglobin', 94, undefined, 94, 'g/L'],
    ['Haemoglobin', 9.4, undefined, null, null],
    ['Haemoglobin', 9.4, 'furlongs', null, 'furlongs'],
    ['Serum calcium', 10.4, 'mg/dL', 2.59, 'mmol/L'],
    ['Serum calcium', 2.6, 'mmol/L', 2.6, 'mmol/L'],
    ['Serum creatinine', 1.2, 'mg/dL', 106, 'umol/L'],
    ['Body weight', 110, '[lb_av]', 49.9, 'kg'],
    ['Weight', 48, 'kg', 48, 'kg'],
    ['eGFR', 38, 'mL/min/1.73m2', 38, 'mL/min/1.73m2'],
  ])('%s %d %s', (name, given, unit, value, told) => {
    expect(one(name, given, unit)).toMatchObject({ value, unit: told });
  });

  it('the UCUM code counts where the unit is in words', () => {
    expect(
      read(
        observation('o', { code: { text: 'Vitamin D' }, valueQuantity: { value: 20, unit: 'nanograms per millilitre', code: 'ng/mL' } }),
      )[0]?.value,
    ).toBe(50);
  });

  it.each<readonly [string, Resource, number | null]>([
    ['a number in words', { valueString: '38' }, 38],
    ['"less than"', { valueString: '<15' }, 15],
    ['"more than"', { valueString: '> 90' }, 90],
    ['an integer', { valueInteger: 41 }, 41],
    ['words', { valueString: 'see comment' }, null],
  ])('%s', (_, value, number) => {
    expect(one('eGFR', 0, undefined, { valueQuantity: undefined, ...value })?.value).toBe(number);
  });

  it('a T-score that no bone can have is no T-score', () => {
    expect(one('Lumbar spine T-score', 812, 'T-score')).toBeUndefined();
  });
});

describe("the laboratory's own word", () => {
  it.each<readonly [string, Resource, Measurement['flag']]>([
    ['high', { interpretation: [{ coding: [{ code: 'H' }] }] }, 'high'],
    ['critically low', { interpretation: [{ coding: [{ code: 'LL' }] }] }, 'low'],
    ['normal', { interpretation: [{ coding: [{ code: 'N' }] }] }, 'normal'],
    ['high in words', { interpretation: [{ text: 'High' }] }, 'high'],
    [
      'abnormal, and its range says which way',
      { interpretation: [{ coding: [{ code: 'A' }] }], referenceRange: [{ low: { value: 2.2 }, high: { value: 2.6 } }] },
      'high',
    ],
    ['abnormal alone', { interpretation: [{ coding: [{ code: 'A' }] }] }, 'abnormal'],
    ['its range', { referenceRange: [{ low: { value: 2.2 }, high: { value: 2.6 } }] }, 'high'],
    ['its range in words', { referenceRange: [{ text: '2.20 - 2.60' }] }, 'high'],
    ['one side of a range', { referenceRange: [{ low: { value: 2.2 } }] }, 'normal'],
    ['nothing', {}, null],
  ])('%s', (_, with_, flag) => {
    expect(one('Adjusted calcium', 2.71, 'mmol/L', with_)?.flag).toBe(flag);
  });

  it('a range is in the unit of its value', () => {
    expect(one('Haemoglobin', 9.4, 'g/dL', { referenceRange: [{ low: { value: 12 }, high: { value: 16 } }] })).toMatchObject({
      value: 94,
      flag: 'low',
    });
  });

  it.each([
    ['IgG kappa monoclonal band detected', 'abnormal'],
    ['No monoclonal band detected', 'normal'],
    ['Paraprotein present', 'abnormal'],
    ['Normal pattern', 'normal'],
    ['See report', null],
  ])('electrophoresis: %s', (valueString, flag) => {
    expect(one('Serum protein electrophoresis', 0, undefined, { valueQuantity: undefined, valueString })?.flag).toBe(flag);
  });
});

describe('what is no result', () => {
  it.each<readonly [string, Resource]>([
    ['registered', { status: 'registered' }],
    ['cancelled', { status: 'cancelled' }],
    ['entered in error', { status: 'entered-in-error' }],
    ['a sample that could not be analysed', { valueQuantity: undefined, dataAbsentReason: { text: 'Haemolysed' } }],
  ])('%s', (_, with_) => {
    expect(one('Serum calcium', 2.4, 'mmol/L', with_)).toBeUndefined();
  });

  it('whatever an EHR sends, reading it ends', () => {
    const thing = fc.record({
      code: fc.oneof(fc.constant({ text: 'Haemoglobin' }), fc.anything()),
      valueQuantity: fc.anything(),
      component: fc.anything(),
      interpretation: fc.anything(),
      referenceRange: fc.anything(),
      effectivePeriod: fc.anything(),
    });
    fc.assert(fc.property(fc.array(thing), (things) => Array.isArray(read(...things))));
  });
});
