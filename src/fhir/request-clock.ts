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

const clockOfReads = ({ deadlineMs, optionalReadsMs }: Patience): Clock => {
  const deadline = new AbortController();
  const patience = new AbortController();
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
    neededAreIn: () => void timers.push(setTimeout(() => patience.abort(), optionalReadsMs)),
    stop: () => {
      timers.forEach(clearTimeout);
      end();
    },
  };
};

/** Without a server only a document may have to be waited for, and few requests bring one: the signal is made for the first that does. */
const clockOfDocuments = ({ deadlineMs }: Patience): Clock => {
  const begun = performance.now();
  let timer: NodeJS.Timeout | undefined;
  let made: AbortSignal | null = null;
  const signal = (): AbortSignal => {
    if (made) return made;
    const controller = new AbortController();
    setMaxListeners(0, controller.signal);
    timer = setTimeout(() => controller.abort(), begun + deadlineMs - performance.now());
    made = controller.signal;
    return made;
  };
  return {
    get deadline() {
      return signal();
    },
    get patience() {
      return signal();
    },
    neededAreIn: () => undefined,
    stop: () => clearTimeout(timer),
  };
};

/** @param readsMayBeOpen whether there is anything to be patient with, and stopping has anything to end. */
export const startClock = (patience: Patience, readsMayBeOpen: boolean): Clock =>
  readsMayBeOpen ? clockOfReads(patience) : clockOfDocuments(patience);
