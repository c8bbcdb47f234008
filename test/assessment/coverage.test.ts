import { coveredLevels, isSpineStudy } from '../../src/assessment/coverage.ts';

describe('which vertebrae an examination shows (A 3)', () => {
  test.each<[string, string, string, boolean]>([
    ['MRI whole spine', 'C1', 'L5', true],
    ['CT thorax, abdomen and pelvis', 'T1', 'L5', false],
    ['CT TAP', 'T1', 'L5', false],
    ['CT abdomen and pelvis', 'T11', 'L5', false],
    ['CT pulmonary angiogram', 'T1', 'T12', false],
    ['XR chest', 'T1', 'T12', false],
    ['MRI lumbar spine', 'T12', 'L5', true],
    ['MRI lumbosacral spine', 'T12', 'L5', true],
    ['XR thoracolumbar spine', 'T1', 'L5', true],
    ['CT thoracic spine', 'T1', 'T12', true],
    ['MRI cervical spine', 'C1', 'C7', true],
    ['CT KUB', 'T11', 'L5', false],
  ])('%s: %s to %s', (title, first, last, spine) => {
    const shown = coveredLevels({ title }, null);
    expect([shown[0], shown.at(-1), isSpineStudy({ title })]).toEqual([first, last, spine]);
  });

  test.each(['CT head', 'US liver Doppler of the legs', null])('%s: not known, or no spine', (title) => {
    expect(isSpineStudy({ title })).toBe(false);
  });

  it('takes what the text says where the name is silent', () => {
    expect(coveredLevels({ title: 'MRI' }, { covers: ['lumbar'] })).toEqual(['L1', 'L2', 'L3', 'L4', 'L5']);
  });
});
