/**
 * The keys of one EHR, kept. A busy EHR never waits for its key set: it is renewed in the background; one that has been quiet waits once.
 * An unknown `kid` asks again, at a limited rate, so that nobody can make this service call the EHR as often as they like.
 * When the set cannot be had, the last one serves on, for a day.
 */
import type { KeysResult } from './events.ts';
import { keysFor, type VerifyingKey } from './key-set.ts';
import type { LoadKeys } from './load-keys.ts';
import type { Algorithm } from './read-ehrs.ts';

const MINUTE_MS = 60_000;
/** Older: renewed in the background. */
export const RENEW_AFTER_MS = 5 * MINUTE_MS;
/** Older: renewed before it is used. */
export const FRESH_FOR_MS = 15 * MINUTE_MS;
/** Older: not used any more, though nothing newer can be had. */
export const STALE_FOR_MS = 24 * 60 * MINUTE_MS;
/** At most one try in this time, whatever the reason. */
export const TRY_EVERY_MS = 10_000;

export type FoundKey = VerifyingKey | 'keys-unavailable' | 'unknown-key' | 'ambiguous-key';

export interface KeyStore {
  readonly find: (kid: string, algorithm: Algorithm) => Promise<FoundKey>;
  /** Loads the set unless that was tried a moment ago; never rejects. */
  readonly refresh: () => Promise<void>;
  /** Age of the set that is held, in seconds; `null` before the first. */
  readonly ageSeconds: () => number | null;
}

export interface KeyStoreParts {
  readonly load: LoadKeys;
  readonly now: () => Date;
  readonly report: (result: KeysResult) => void;
}

export const openKeyStore = ({ load, now, report }: KeyStoreParts): KeyStore => {
  let held: { readonly keys: readonly VerifyingKey[]; readonly at: number } | null = null;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | null = null;

  const age = (): number => (held ? now().getTime() - held.at : Number.POSITIVE_INFINITY);

  const loadOnce = async (): Promise<void> => {
    try {
      held = { keys: await load(), at: now().getTime() };
      report('refreshed');
    } catch {
      report(age() < STALE_FOR_MS ? 'stale' : 'failed');
    }
  };

  const refresh = (): Promise<void> => {
    if (underWay) return underWay;
    if (now().getTime() - triedAt < TRY_EVERY_MS) return Promise.resolve();
    triedAt = now().getTime();
    underWay = loadOnce().finally(() => (underWay = null));
    return underWay;
  };

  const pick = (kid: string, algorithm: Algorithm): FoundKey => {
    if (!held || age() >= STALE_FOR_MS) return 'keys-unavailable';
    const [first, second] = keysFor(held.keys, kid, algorithm);
    if (second) return 'ambiguous-key';
    return first ?? 'unknown-key';
  };

  return {
    refresh,
    ageSeconds: () => (held ? Math.round(age() / 1000) : null),
    find: async (kid, algorithm) => {
      if (age() >= FRESH_FOR_MS) await refresh();
      else if (age() >= RENEW_AFTER_MS) void refresh();
      const found = pick(kid, algorithm);
      if (found !== 'unknown-key') return found;
      await refresh();
      return pick(kid, algorithm);
    },
  };
};
