/** Whether a card was shown a moment ago, so that it keeps its uuids (DESIGN section 3, deliveries). Pure. */
import type { Delivery, Memory } from './records.ts';

const HOUR = 3_600_000;

/** What makes two showings the same delivery; the service counts between reporter hooks only, whose feedback must stay apart. */
export type DeliveryIdentity = Pick<Delivery, 'topic' | 'fingerprint' | 'userKey' | 'reporterHook' | 'serviceId'>;

/** Whether feedback on one reporter hook counts on another: only on itself. Where a service is not named, reporter hooks count as one. */
export const isSameReporterHook = (a: string | undefined, b: string | undefined): boolean => a === undefined || b === undefined || a === b;

/** Whether two showings to one patient are the same delivery, the time left aside. */
export const isSameDelivery = (a: DeliveryIdentity, b: DeliveryIdentity): boolean =>
  a.topic === b.topic &&
  a.fingerprint === b.fingerprint &&
  a.userKey === b.userKey &&
  a.reporterHook === b.reporterHook &&
  (!a.reporterHook || isSameReporterHook(a.serviceId, b.serviceId));

/** The newest delivery of the same evidence to the same user that began at most `repeatWindowHours` before `now`, or `null`: then it needs new uuids. */
export const matchDelivery = (
  memory: Pick<Memory, 'deliveries'>,
  asked: DeliveryIdentity,
  now: Date,
  repeatWindowHours: number,
): Delivery | null =>
  memory.deliveries
    .filter((delivery) => isSameDelivery(delivery, asked) && now.getTime() - delivery.at.getTime() <= repeatWindowHours * HOUR)
    .sort((a, b) => b.at.getTime() - a.at.getTime())[0] ?? null;
