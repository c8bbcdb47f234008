/** What several rules ask of one situation, and costs something to find, is found once. */
import type { Situation } from './situation.ts';

/**
 * The same answer for the same situation. The answers lie in the situation and go with it: a table of all situations, however weakly it holds
 * them, would carry each one's answers, and all that they point to, through the next collection of garbage.
 */
export const once =
  <Answer>(ask: (situation: Situation) => Answer): ((situation: Situation) => Answer) =>
  (situation) => {
    const known = situation.answers.get(ask);
    if (known !== undefined) return known as Answer;
    const fresh = ask(situation);
    situation.answers.set(ask, fresh);
    return fresh;
  };
