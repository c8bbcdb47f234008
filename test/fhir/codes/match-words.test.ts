/** What names of diseases say, and what they do not say. */
import fc from 'fast-check';
import { wordsIn } from '../../../src/fhir/codes/phrases.ts';
import { codes } from '../sample.ts';

const said = (text: string): readonly string[] =>
  codes.concepts.words
    .read(text)
    .matches.filter(({ guard }) => guard === null)
    .map(({ list, pattern }) => (pattern.kind === undefined ? list.concept : `${list.concept}/${pattern.kind}`))
    .sort();

describe('a name that states nothing', () => {
  it.each([
    ['No cancer', 'denied'],
    ['No evidence of malignancy', 'denied'],
    ['No history of cancer', 'denied'],
    ['Vertebral fracture excluded', 'denied behind'],
    ['Not pregnant', 'denied'],
    ['Family history of osteoporosis', "somebody else's"],
    ['FH: Osteoporosis', "somebody else's"],
    ['Osteoporosis in mother', "somebody else's"],
    ['Breast cancer family history', "somebody else's"],
    ['?myeloma', 'asked'],
    ['Query vertebral fracture', 'asked'],
    ['Suspected lung cancer', 'suspected'],
    ['Suspected cancer 2 week wait referral', 'suspected'],
    ['Risk of stroke', 'a risk'],
    ['At risk of falls', 'a risk'],
    ['Anxiety about cancer', 'a fear'],
    ['Bowel cancer screening', 'a programme'],
    ['CA 125', 'a test'],
    ['Malignant hypertension', 'another disease'],
    ['Carcinoma in situ of cervix', 'not cancer yet'],
    ['Basal cell carcinoma of skin', 'non-melanoma skin cancer'],
    ['Squamous cell carcinoma of skin of ear', 'non-melanoma skin cancer'],
    ['Benign neoplasm of breast', 'benign'],
    ['Perimenopausal', 'not yet'],
    ['Pregnancy test negative', 'a test'],
    ["Paget's disease of nipple", 'another disease'],
    ['Fracture of sacrum', 'no vertebra that counts'],
    ['Fracture of transverse process of lumbar vertebra', 'not its body'],
    ['Fracture of anterior superior iliac spine', 'another spine'],
    ['Fractured rib', 'another bone'],
    ['Referral to fracture clinic', 'not the fracture liaison service'],
    ['Referral to spinal surgeons for back', 'no contact'],
    ['Declined influenza vaccination. Bisphosphonate review due', 'another thing was declined'],
  ])('%s (%s)', (text) => {
    expect(said(text).filter((concept) => !concept.startsWith('spinal-contact') && concept !== 'fls-referral')).toEqual([]);
  });
});

describe('a name that states something', () => {
  it.each([
    ['Osteoporosis', ['osteoporosis']],
    ['[X]Malignant neoplasm of prostate', ['malignancy']],
    ["Non-Hodgkin's lymphoma", ['malignancy']],
    ['Breast cancer; mother had osteoporosis', ['malignancy']],
    ['Bone metastases', ['bone-metastases', 'malignancy']],
    ['Liver metastases, no bone metastases', ['malignancy']],
    ['Multiple myeloma in remission', ['myeloma']],
    ['Smouldering myeloma', ['mgus']],
    ['Closed fracture lumbar vertebra, wedge', ['vertebral-fracture/ask-mechanism']],
    ['Closed fracture of thoracic vertebra', ['vertebral-fracture/ask-mechanism']],
    ['Closed fracture of lumbar vertebra, burst', ['vertebral-fracture/burst']],
    ['Fracture of vertebral column with spinal cord injury', ['vertebral-fracture/cord-lesion']],
    ['Fracture of vertebral column without spinal cord injury', ['vertebral-fracture/fracture']],
    ['T12 compression fracture', ['vertebral-fracture/fracture']],
    ['Fracture of T12 vertebra', ['vertebral-fracture/fracture']],
    ['H/O: vertebral fracture', ['vertebral-fracture/history']],
    ['History of traumatic vertebral fracture', ['vertebral-fracture/traumatic-history']],
    ['Pathological fracture of thoracic vertebra', ['vertebral-fracture/pathological']],
    [
      'Pathological fracture of lumbar vertebra due to metastasis',
      ['bone-metastases', 'malignancy', 'malignant-fracture', 'vertebral-fracture/malignant'],
    ],
    ['Pathological fracture due to osteoporosis', ['osteoporosis', 'vertebral-fracture/previous-fracture']],
    ['Fragility fracture', ['vertebral-fracture/previous-fracture']],
    ['Referral to palliative care service', ['palliative-care']],
    ['Chronic kidney disease stage 3b', ['ckd/stage-3']],
    ['CKD G4', ['ckd/stage-4']],
    ['Moderately frail', ['frailty/moderate']],
    ['Gastro-oesophageal reflux disease with oesophagitis', ['oesophagitis']],
    ['Postmenopausal bleeding', ['menopause/menopause']],
    ['Bilateral salpingo-oophorectomy', ['menopause/oophorectomy']],
    ['Emergency caesarean section', ['delivery']],
    ['Osteoporosis treatment declined', ['declined-or-not-indicated', 'osteoporosis']],
    ['Vertebral biopsy: no malignancy', ['biopsy/benign']],
  ])('%s', (text, concepts) => {
    expect(said(text)).toEqual(concepts);
  });
});

describe('reading words', () => {
  it('capitals, accents and apostrophes make no difference', () => {
    expect(said("PAGET'S DISEASE OF BONE")).toEqual(said('Paget’s disease of bone'));
  });

  it('whatever stands in a name, reading it ends and gives the same again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 800 }), (text) => JSON.stringify(said(text)) === JSON.stringify(said(text))),
    );
  });

  it('a name without end costs no more than a long one', () => {
    expect(wordsIn('osteoporosis '.repeat(100_000)).length).toBeLessThan(100);
    expect(said('? no '.repeat(100_000))).toEqual([]);
  });
});
