import type { BlockedReason } from './events.ts';

/** An outgoing read that was stopped; says why and nothing of where it was going. */
export class Blocked extends Error {
  readonly reason: BlockedReason;

  constructor(reason: BlockedReason) {
    super(`an outgoing read was stopped: ${reason}`);
    this.name = 'Blocked';
    this.reason = reason;
  }
}
