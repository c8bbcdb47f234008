/** Situations that come before any bone drug (DECISIONS C 19). */
import { byDay, daysAfter, within, type Day } from '../../calendar.ts';
import type { CodedFact, MedicineEvent } from '../../fhir/facts.ts';
import type { Line } from '../advice.ts';
import { dayValue, entryLine } from '../line.ts';
import { once } from '../once.ts';
import { factDay, factsOf, type Situation } from '../situation.ts';
import { unfollowedAnabolic } from '../treatment/anabolic-ended.ts';

const harmedByAntiresorptive = (situation: Situation): readonly Line[] =>
  [...factsOf(situation, 'atypical-femoral-fracture').slice(0, 1), ...factsOf(situation, 'jaw-osteonecrosis').slice(0, 1)].map((fact) =>
    entryLine('antiresorptive-specialist-first', fact.display, factDay(fact)),
  );

const followOnDue = (situation: Situation): readonly Line[] => {
  const ended = unfollowedAnabolic(situation);
  return ended === null ? [] : [entryLine('follow-on-antiresorptive-due', ended.course.display, ended.day)];
};

/** Pregnancy or delivery within 12 months; `null` otherwise. */
export const pregnancyOf = (situation: Situation): CodedFact | null =>
  [...factsOf(situation, 'pregnancy'), ...factsOf(situation, 'delivery')].find((fact) => {
    const day = factDay(fact);
    return day !== null && within(day, situation.thresholds.pregnancy, situation.today);
  }) ?? null;

export const isPregnant = (situation: Situation): boolean => pregnancyOf(situation) !== null;

export const pregnancyFirst = (situation: Situation): readonly Line[] => {
  const pregnancy = pregnancyOf(situation);
  return pregnancy === null ? [] : [entryLine('pregnancy-specialist-advice', pregnancy.display, factDay(pregnancy))];
};

/** The newest oncology dose of each drug, as long as it counts (zoledronate 4 mg 12 months, denosumab 120 mg 18 months). */
export const oncologyDoses = once(({ facts, thresholds, today }): readonly (MedicineEvent & { readonly day: Day })[] => {
  const given = facts.medicines.filter(({ oncology }) => oncology);
  return (['zoledronate', 'denosumab'] as const).flatMap((drug) => {
    const span = drug === 'denosumab' ? thresholds.oncologyDenosumab : thresholds.oncologyZoledronate;
    return given
      .flatMap((event) => (event.drug === drug && event.day !== null ? [{ ...event, day: event.day }] : []))
      .filter(({ day }) => within(day, span, today))
      .sort((a, b) => byDay(b.day, a.day))
      .slice(0, 1);
  });
});

/** Monthly denosumab 120 mg has ended: stopped, or nothing given for longer than a gap that does not break a course. */
const isStopped = ({ stop, status, day }: MedicineEvent & { readonly day: Day }, { today, thresholds }: Situation): boolean =>
  status === 'stopped' || (stop !== null && stop <= today) || today > daysAfter(day, thresholds.supplyAllowance);

const byOncology = (situation: Situation): readonly Line[] =>
  oncologyDoses(situation).flatMap((event): readonly Line[] => [
    {
      id: 'given-by-oncology',
      values: { display: event.display, ...(event.doseMg === null ? {} : { mg: event.doseMg }), day: { day: event.day } },
    },
    ...(event.drug === 'denosumab' && isStopped(event, situation)
      ? [{ id: 'oncology-denosumab-stopped', values: dayValue('day', event.day) }]
      : []),
  ]);

export const situationFirst = (situation: Situation): readonly Line[] => [
  ...harmedByAntiresorptive(situation),
  ...followOnDue(situation),
  ...pregnancyFirst(situation),
  ...byOncology(situation),
];
