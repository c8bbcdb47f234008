/** Which medicines of a class a person has now, as far as the list shows (DECISIONS D 23, F 33). */
import { within } from '../../calendar.ts';
import type { MedicineClass, MedicineEvent } from '../../fhir/facts.ts';
import type { Situation } from '../situation.ts';

const LOCAL: readonly MedicineEvent['route'][] = ['topical', 'inhaled', 'vaginal'];

const isOn = ({ status, stop, day, supplyDays, route }: MedicineEvent, { thresholds, today }: Situation): boolean => {
  if (LOCAL.includes(route) || status === 'stopped' || status === 'on-hold' || (stop !== null && stop < today)) return false;
  if (status === 'active' && supplyDays === null) return day === null || within(day, thresholds.activeOrder, today);
  return day !== null && within(day, { days: supplyDays ?? 0, ...thresholds.supplyAllowance }, today);
};

/** Events of the classes that are on the list today, one for each drug. */
export const onTheList = (situation: Situation, ...classes: readonly MedicineClass[]): readonly MedicineEvent[] => {
  const on = situation.facts.medicines.filter((event) => classes.includes(event.class) && isOn(event, situation));
  return on.filter((event, index) => on.findIndex(({ drug }) => drug === event.drug) === index);
};
