/** Tokens that were used: each is good for one call (`replay: enforce`). */
import { createHash } from 'node:crypto';
import { changesOf, type Database, type Work } from './database.ts';

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

/** True the first time; once the token has expired its row no longer counts. */
export function* useToken({ kysely }: Database, token: UsedToken, now: Date): Work<boolean> {
  const expires = token.expires.getTime();
  const changes = yield* changesOf(
    kysely
      .insertInto('used_token')
      .values({ token_key: keyOf(token), expires })
      .onConflict((conflict) => conflict.column('token_key').doUpdateSet({ expires }).where('used_token.expires', '<', now.getTime())),
  );
  return changes > 0;
}
