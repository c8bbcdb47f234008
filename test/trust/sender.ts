/** Where calls of these tests come from, and how many bad tokens they may bring. */
import type { Sender } from '../../src/trust/limit-token-checks.ts';

export const SENDER: Sender = { address: '192.0.2.7', connection: {} };
export const TOKEN_LIMITS = { TOKEN_CHECKS_PER_SECOND: 1000, REFUSED_TOKENS_PER_MINUTE: 1000 };
