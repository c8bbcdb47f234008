/** How much may run at once; what comes on top is refused at once, so that what runs keeps its latency. */
import { Refusal, type RefusalCode } from '../refusals.ts';

/** Runs `work` under a key unless `limit` works already run under it. @throws Refusal */
export type Gate = <T>(key: string, work: () => Promise<T>) => Promise<T>;

export const createGate = (limit: number, code: RefusalCode, message: string): Gate => {
  const running = new Map<string, number>();
  return async (key, work) => {
    const before = running.get(key) ?? 0;
    if (before >= limit) throw new Refusal(code, message);
    running.set(key, before + 1);
    try {
      return await work();
    } finally {
      running.set(key, (running.get(key) ?? 1) - 1);
    }
  };
};

export const OPEN_GATE: Gate = (_key, work) => work();
