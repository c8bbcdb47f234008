/** The course of an alarm over time (DECISIONS B 15): critical, then a warning, then what nobody followed. */
import { within } from '../../calendar.ts';
import { once } from '../once.ts';
import type { Situation } from '../situation.ts';
import type { Alarm } from './alarms.ts';
import { endingOf, wasFollowedUp, type Ending } from './ending.ts';

export type Phase = 'critical' | 'warning' | 'no-follow-up' | 'over';

/** A flag in a report without a date may be new: it asks whether it was acted on. An entry without a date proves nothing. */
export const phaseOf = (alarm: Alarm, situation: Situation): Phase => {
  const { thresholds, today } = situation;
  if (alarm.day === null) return alarm.raised === null ? 'over' : 'warning';
  if (within(alarm.day, thresholds.urgentCritical, today)) return 'critical';
  if (within(alarm.day, thresholds.urgentWarning, today)) return 'warning';
  return alarm.cause === 'known-malignancy' && within(alarm.day, thresholds.metastasesFollowUp, today) && !wasFollowedUp(alarm, situation)
    ? 'no-follow-up'
    : 'over';
};

export interface StandingAlarm {
  readonly alarm: Alarm;
  readonly phase: Exclude<Phase, 'over'>;
}

/** Alarms for which the urgent card speaks today, worst and newest first; the more urgent phase leads. */
export const standingAlarms = (situation: Situation): readonly StandingAlarm[] => {
  const standing = situation.alarms.flatMap((alarm): readonly StandingAlarm[] => {
    const phase = phaseOf(alarm, situation);
    return phase === 'over' || endingOf(alarm, situation) !== null ? [] : [{ alarm, phase }];
  });
  const order: readonly Phase[] = ['critical', 'warning', 'no-follow-up'];
  return standing.toSorted((a, b) => order.indexOf(a.phase) - order.indexOf(b.phase));
};

/** Alarms that a later study or a benign biopsy ended: the main card quotes both. */
export const answeredAlarms = (situation: Situation): readonly { readonly alarm: Alarm; readonly ending: Ending }[] =>
  situation.alarms.flatMap((alarm) => {
    const ending = endingOf(alarm, situation);
    return ending === null || ending.by === 'action' || alarm.raised === null ? [] : [{ alarm, ending }];
  });

/** Flags of more than 90 days ago that nothing shows to have been followed: malignancy, infection, compression; never `unstable`. */
export const neglectedAlarms = once((situation): readonly Alarm[] =>
  situation.alarms.filter(
    (alarm) =>
      alarm.raised !== null &&
      alarm.flag !== 'unstable' &&
      alarm.day !== null &&
      !within(alarm.day, situation.thresholds.urgentWarning, situation.today) &&
      !wasFollowedUp(alarm, situation),
  ),
);
