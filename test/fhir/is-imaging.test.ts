import { isImaging, modalityAtBeginning, modalityOf } from '../../src/fhir/is-imaging.ts';

const coded = (system: string, code: string): unknown => [{ coding: [{ system, code }] }];
const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0074';

describe('which reports are imaging reports', () => {
  it.each([
    ['a laboratory category', { category: coded(V2, 'LAB'), code: { text: 'Bone profile' } }],
    ['a laboratory category with a title that looks like CT', { category: coded(V2, 'LAB'), code: { text: 'CT/NG PCR' } }],
    ['an echocardiogram', { category: coded(V2, 'CUS'), code: { text: 'Echocardiogram' } }],
    ['an ECG', { category: coded(V2, 'EC') }],
    ['a pathology category', { category: coded(V2, 'SP'), code: { text: 'CT guided biopsy, histology' } }],
  ])('%s is not', (_, report) => {
    expect(isImaging(report)).toBe('not-imaging');
  });

  it.each([
    ['no category and no imaging title', { code: { text: 'Letter to Mr Smith' } }],
    ['cardiology, which may be either', { category: coded('http://loinc.org', 'LP29708-2'), code: { text: 'EKG assessment panel' } }],
    ['nothing at all', {}],
    ['members of the wrong shape', { category: 'RAD', code: ['x'] }],
  ])('%s: its text decides', (_, report) => {
    expect(isImaging(report)).toBe('ask-text');
  });

  it.each([
    ['US Core radiology', { category: coded('http://loinc.org', 'LP29684-5') }],
    ['HL7 v2 radiology', { category: coded(V2, 'RAD') }],
    ['an NHS report whose category is the SNOMED CT modality', { category: coded('http://snomed.info/sct', '77477000') }],
    ['a DICOM modality', { category: coded('http://dicom.nema.org/resources/ontology/DCM', 'MR') }],
    ['a category in words', { category: [{ text: 'Radiology' }] }],
    ['imaging beside laboratory', { category: [...(coded(V2, 'LAB') as unknown[]), ...(coded(V2, 'RAD') as unknown[])] }],
    ['a NICIP code', { code: { coding: [{ system: 'https://nicip.nhs.uk', code: 'XLSPN' }] } }],
    ['a title that names a modality', { code: { text: 'Lumbar spine X-ray' } }],
    ['cardiac CT filed under cardiology', { category: coded('http://loinc.org', 'LP29708-2'), code: { text: 'CT coronary angiogram' } }],
  ])('%s is', (_, report) => {
    expect(isImaging(report)).toBe('imaging');
  });
});

describe('the modality', () => {
  it.each([
    ['CT CHEST WITHOUT CONTRAST: no fracture', 'CT'],
    ['EXAMINATION: XR Lumbar spine', 'XR'],
    ['***** Final Report *****\nExam: MRI whole spine', 'MR'],
    ['Chest X-ray 2 views', 'XR'],
    ['Bone scan', 'NM'],
    ['FDG PET-CT', 'PET-CT'],
    ['DEXA hip and spine', 'DXA'],
    ['Ultrasound abdomen', 'other'],
    ['Mr Jones attended today', null],
    ['There is a CT from last year', null],
    ['', null],
  ])('of a text that begins "%s" is %s', (text, modality) => {
    expect(modalityAtBeginning(text)).toBe(modality);
  });

  it('comes from the title before the code, the category and the text', () => {
    const category = coded('http://snomed.info/sct', '168537006');
    expect(modalityOf({ category, code: { text: 'MRI lumbar spine' } }, 'CT')).toBe('MR');
    expect(modalityOf({ category, code: { text: 'Spine' } }, 'CT')).toBe('XR');
    expect(modalityOf({ category: coded(V2, 'RAD'), code: { text: 'Spine' } }, 'CT thorax')).toBe('CT');
    expect(modalityOf({ category: coded(V2, 'RAD') }, 'A fracture')).toBeNull();
  });
});
