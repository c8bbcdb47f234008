/** Tokens that were used: each is good for one call (`replay: enforce`). */
import { createHash } from 'node:crypto';
import { changesOf, writtenOnce, type Database, type Work } from './database.ts';

export interface UsedToken {
  readonly issuer: string;
  readonly tenant: string | null;
  readonly jti: string;
  readonly expires: Date;
}

/** A hash has one length, whatever the issuer writes into its jti, and keeps the token's own words out of the database. */
const keyOf = ({ issuer, tenant, jti }: UsedToken): string =>
  createHash('sha256')
    .update(JSON.stringify([issuer, tenant, jti]))
    .digest('base64url');

interface Use {
  readonly key: string;
  readonly expires: number;
  readonly now: number;
}

const insertToken = writtenOnce(
  (kysely, { key, expires, now }: Use) =>
    kysely
      .insertInto('used_token')
      .values({ token_key: key, expires })
      .onConflict((conflict) => conflict.column('token_key').doUpdateSet({ expires }).where('used_token.expires', '<', now)),
  ({ key, expires, now }) => [key, expires, expires, now],
);

/** True the first time; once the token has expired its row no longer counts. */
export function* useToken({ kysely }: Database, token: UsedToken, now: Date): Work<boolean> {
  const use = { key: keyOf(token), expires: token.expires.getTime(), now: now.getTime() };
  return (yield* changesOf(insertToken(kysely, use))) > 0;
}
