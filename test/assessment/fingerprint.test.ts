import { fingerprintOf } from '../../src/assessment/fingerprint.ts';
import { ago, coded, mri, report, result, situationOf, type Told } from './chart.ts';

const T12 = report(ago('8m'), 'Wedge compression fracture of T12.');
const BEFORE: Told = { reports: [T12] };
const of = (told: Told): string => fingerprintOf(situationOf(told));

describe('the evidence behind a card (H 38)', () => {
  test.each<[string, Told]>([
    ['a new report that states the same fracture', { reports: [report(ago('1m'), T12.text), T12] }],
    ['a new level', { reports: [report(ago('1m'), 'Wedge fractures of T12 and L3.', { id: T12.id })] }],
    ['a verdict that has become possible', { reports: [mri(ago('1m'), 'No vertebral fracture.'), T12] }],
    ['an age that has become acute', { reports: [report(ago('8m'), 'Acute compression fracture of T12.')] }],
    ['a flag', { reports: [report(ago('8m'), `${T12.text} Lytic lesion in L4 suspicious for metastasis.`)] }],
  ])('changes with %s, so that a snooze ends', (_, told) => {
    expect(of(told)).not.toBe(of(BEFORE));
  });

  test.each<[string, Told]>([
    ['a report that says nothing of the spine', { reports: [report(ago('1m'), 'The liver is normal.'), T12] }],
    ['results and entries', { ...BEFORE, coded: [coded('stroke', ago('1m'))], measurements: [result('egfr', 20, ago('1m'))] }],
  ])('does not change with %s', (_, told) => {
    expect(of(told)).toBe(of(BEFORE));
  });
});
