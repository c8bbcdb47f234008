/** The code lists are checked at start, all faults at once. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isSnomed } from '../../../src/fhir/codes/list-faults.ts';
import { loadCodes, observationCodesForPrefetch } from '../../../src/fhir/codes/load.ts';
import { codedFacts } from '../../../src/fhir/read-coded.ts';
import { codes, condition, TODAY } from '../sample.ts';

const folders: string[] = [];
const site = (files: Record<string, string>): string => {
  const folder = mkdtempSync(join(tmpdir(), 'site-codes-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
};
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const conceptsOf = (of: typeof codes, system: string, code: string): readonly string[] =>
  codedFacts(
    { conditions: [condition('c', { code: { coding: [{ system, code }] } })], observations: [], procedures: [], serviceRequests: [] },
    of,
    TODAY,
    { timeZone: 'Europe/London' },
  ).map(({ concept, kind }) => (kind === null ? concept : `${concept}/${kind}`));

const SCT = 'http://snomed.info/sct';
const ICD = 'http://hl7.org/fhir/sid/icd-10';
const ICD_CM = 'http://hl7.org/fhir/sid/icd-10-cm';

describe('our own lists', () => {
  it.each([
    ['SNOMED CT', SCT, '207940009', ['vertebral-fracture/ask-mechanism']],
    ['SNOMED CT by its OID', 'urn:oid:2.16.840.1.113883.6.96', '240198002', ['vertebral-fracture/fracture']],
    ['a code that is never a fracture', SCT, '306171000000106', ['vertebral-fracture/previous-fracture']],
    ['ICD-10, a code below the one that is listed', ICD, 'M48.54', ['vertebral-fracture/fracture']],
    ['ICD-10 without its dot', ICD, 'S220', ['vertebral-fracture/ask-mechanism']],
    ['any cancer of ICD-10', ICD, 'C50.9', ['malignancy']],
    ['but not skin cancer', ICD, 'C44.3', []],
    ['myeloma, which is no cancer to be excluded first', ICD, 'C90.0', ['myeloma']],
    ['ICD-10-CM, of an age-related fracture of a vertebra', ICD_CM, 'M80.08XA', ['osteoporosis', 'vertebral-fracture/fracture']],
    ['ICD-10-CM, of another bone', ICD_CM, 'M80.052A', ['osteoporosis', 'vertebral-fracture/previous-fracture']],
    ['a code of a system that nobody knows', 'urn:local', '240198002', []],
    ['a code that is in no list', SCT, '38341003', []],
  ])('%s', (_, system, code, concepts) => {
    expect([...conceptsOf(codes, system, code)].sort()).toEqual(concepts);
  });

  it('what laboratories and GP systems file as Observations is asked for, each code once', () => {
    const asked = observationCodesForPrefetch(codes);
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked).toEqual(
      expect.arrayContaining(['http://loinc.org|38267-1', 'http://snomed.info/sct|1011481000000105', 'http://snomed.info/sct|391037000']),
    );
    // A search must fit into an address: 8,000 characters are what servers and proxies take.
    expect(encodeURIComponent(asked.join(',')).length).toBeLessThan(6000);
  });

  it('the check digit of a SNOMED CT identifier finds a mistyped one', () => {
    expect([isSnomed('64859006'), isSnomed('64859007'), isSnomed('46859006'), isSnomed('6485900')]).toEqual([true, false, false, false]);
  });
});

describe("a site's own lists", () => {
  it('are added to ours', () => {
    const folder = site({
      'local.yaml':
        'concepts:\n  - concept: fls-referral\n    contact: referral\n    codes: { sct: [{ code: "306206005", display: Referral to service, source: our e-referral system }] }\n',
    });
    expect(conceptsOf(loadCodes(folder), SCT, '306206005')).toEqual(['fls-referral']);
    expect(conceptsOf(loadCodes(folder), SCT, '64859006')).toEqual(['osteoporosis']);
  });

  it('may be written as the guide for sites writes them', () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(readFileSync('docs/site-codes.md', 'utf8')) ?? [];
    const added = loadCodes(site({ 'example.yaml': example }));
    expect(added.concepts.words.read('Sent to the bone health hub').matches.map(({ list }) => list.concept)).toEqual(['fls-referral']);
    expect(added.medicines.names.read('Our denosumab clinic dose').medicines.map(({ list }) => list.drug)).toContain('denosumab');
  });

  it('that are wrong are refused, every fault of every file at once', () => {
    const folder = site({
      'a.yaml': 'concepts:\n  - concept: vertebral-fractures\n',
      'b.yaml':
        'concepts:\n  - concept: myeloma\n    codes: { sct: [{ code: "109989007", display: Myeloma, source: us }] }\n    text: [{ any: ["Kahler"] }]\n',
      'c.yaml': 'concepts: [',
      'd.yaml': 'medicines:\n  - { drug: x, class: statin, names: [x] }\n',
      'e.yaml': 'concepts:\n  - concept: stroke\n    colour: red\n    codes: { sct: [{ code: "230690007", source: us }] }\n',
    });
    const faults = (() => {
      try {
        loadCodes(folder);
        return '';
      } catch (error) {
        return String(error);
      }
    })();
    for (const fault of [
      /a\.yaml.*concept/,
      /b\.yaml: 109989007.*check digit/,
      /b\.yaml:.*Kahler/,
      /c\.yaml/,
      /d\.yaml.*class/,
      /e\.yaml.*display/,
      /e\.yaml.*colour/,
    ])
      expect(faults).toMatch(fault);
  });

  it('a folder that is not there is a fault, not an empty list', () => {
    expect(() => loadCodes(join(tmpdir(), 'no-such-codes'))).toThrow(/no-such-codes/);
  });
});
