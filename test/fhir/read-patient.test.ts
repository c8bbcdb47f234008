import { readPatient } from '../../src/fhir/read-patient.ts';
import { TODAY } from './sample.ts';

describe('the patient', () => {
  it.each([
    ['a full date', '1950-06-01', 75],
    ['the birthday itself', '1976-03-14', 50],
    ['the day before it', '1976-03-15', 49],
    ['a year: the younger of the two', '1976', 49],
    ['a month: the younger of the two', '1976-03', 49],
    ['a month that is over', '1976-02', 50],
    ['this year', '2026', 0],
    ['the future', '2030-01-01', null],
    ['nothing', undefined, null],
    ['words', 'unknown', null],
  ])('born in %s', (_, birthDate, age) => {
    expect(readPatient({ resourceType: 'Patient', id: 'p', birthDate }, TODAY).age).toBe(age);
  });

  it.each([
    [{ deceasedBoolean: true }, true],
    [{ deceasedDateTime: '2026-01-01' }, true],
    [{ deceasedBoolean: false }, false],
    [{}, false],
  ])('%j is deceased: %s', (given, deceased) => {
    expect(readPatient({ resourceType: 'Patient', id: 'p', ...given }, TODAY).deceased).toBe(deceased);
  });

  it('sex is female, male or other, else not known', () => {
    expect(['female', 'male', 'other', 'unknown', undefined].map((gender) => readPatient({ gender }, TODAY).sex)).toEqual([
      'female',
      'male',
      'other',
      null,
      null,
    ]);
  });

  it('without a Patient nothing is known', () => {
    expect(readPatient(null, TODAY)).toEqual({ id: '', birthDate: null, age: null, sex: null, deceased: false });
  });
});
