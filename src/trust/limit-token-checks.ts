/**
 * What a flood of bad tokens may cost. Whoever has shown a good token of an EHR of late, at this address or on this connection, is checked at once; all
 * others share so many checks a second. A newcomer among a flood gets one of those after a while and is known from then on; an EHR that shares its
 * address with the flood is told apart by its connections.
 */
import { Refusal } from '../refusals.ts';
import { openStandings, type Standings } from './standings.ts';

/** Where a call comes from. */
export interface Sender {
  /** Remote address, as far as the proxies in front are trusted to tell it. */
  readonly address: string | null;
  /** The connection: the same object for every call that comes over it. */
  readonly connection: object;
}

/** A check that may be made; what comes of it is told. */
export interface TokenCheck {
  readonly good: () => void;
  readonly refused: () => void;
}

/** `ehr`: name of the EHR that the token claims to be of. @throws Refusal `too-many-requests` or `overloaded`, at once. */
export type AdmitCheck = (sender: Sender, ehr: string) => TokenCheck;

export interface TokenCheckLimits {
  /** Checks a second that all share who are not known. */
  readonly perSecond: number;
  readonly refusedPerMinute: number;
  readonly now: () => Date;
}

/** Takes one of `perSecond`, if there is one left. */
const sharedChecks = (perSecond: number, now: () => number): (() => boolean) => {
  let [left, countedAt] = [perSecond, now()];
  return () => {
    const passed = Math.max(0, now() - countedAt);
    left = Math.min(perSecond, left + (passed * perSecond) / 1000);
    countedAt = now();
    if (left < 1) return false;
    left -= 1;
    return true;
  };
};

export const limitTokenChecks = ({ perSecond, refusedPerMinute, now }: TokenCheckLimits): AdmitCheck => {
  const milliseconds = (): number => now().getTime();
  const open = (): Standings => openStandings(refusedPerMinute, milliseconds);
  const takeShared = sharedChecks(perSecond, milliseconds);
  const byAddress = open();
  const byConnection = new WeakMap<object, Standings>();

  const onConnection = (connection: object): Standings => {
    const standings = byConnection.get(connection) ?? open();
    byConnection.set(connection, standings);
    return standings;
  };

  return ({ address, connection }, ehr) => {
    const here = onConnection(connection);
    const there = `${address} ${ehr}`;
    const standing = [byAddress.of(there), here.of(ehr)];
    if (!standing.includes('good') && !takeShared())
      throw standing.includes('refused')
        ? new Refusal('too-many-requests', 'too many tokens from this address were refused; ask again in a moment')
        : new Refusal('overloaded', 'too many tokens are being checked; ask again in a moment');
    return {
      good: () => {
        byAddress.good(there);
        here.good(ehr);
      },
      refused: () => {
        byAddress.refused(there);
        here.refused(ehr);
      },
    };
  };
};

/** Where nothing is limited: the demo on loopback. */
export const admitEveryCheck: AdmitCheck = () => ({ good: () => undefined, refused: () => undefined });
