/** The clock of one request: one deadline for all its reads, and less patience with optional ones once the needed keys are in. */
import { setMaxListeners } from 'node:events';

export interface Patience {
  /** REQUEST_DEADLINE_MS: for all reads of this request together. */
  readonly deadlineMs: number;
  /** OPTIONAL_READS_MS: how much longer optional reads get once the needed keys are in. */
  readonly optionalReadsMs: number;
}

export interface Clock {
  readonly deadline: AbortSignal;
  readonly patience: AbortSignal;
  /** The needed keys are in: optional reads get only so much longer. */
  readonly neededAreIn: () => void;
  readonly stop: () => void;
}

/** @param readsMayBeOpen whether there is anything to be patient with, and stopping has anything to end. */
export const startClock = ({ deadlineMs, optionalReadsMs }: Patience, readsMayBeOpen: boolean): Clock => {
  const deadline = new AbortController();
  const patience = readsMayBeOpen ? new AbortController() : deadline;
  // Every read and every waiting document listens to them, and there may be many.
  setMaxListeners(0, deadline.signal, patience.signal);
  const end = (): void => {
    deadline.abort();
    patience.abort();
  };
  const timers = [setTimeout(end, deadlineMs)];
  return {
    deadline: deadline.signal,
    patience: patience.signal,
    neededAreIn: () => void (readsMayBeOpen && timers.push(setTimeout(() => patience.abort(), optionalReadsMs))),
    stop: () => {
      timers.forEach(clearTimeout);
      if (readsMayBeOpen) end();
    },
  };
};
