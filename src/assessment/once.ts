/** What several rules ask of one situation, and costs something to find, is found once. */
import type { Situation } from './situation.ts';

/** The same answer for the same situation. It goes with its situation. */
export const once = <Answer>(ask: (situation: Situation) => Answer): ((situation: Situation) => Answer) => {
  const known = new WeakMap<Situation, Answer>();
  return (situation) => {
    const answer = known.get(situation);
    if (answer !== undefined) return answer;
    const fresh = ask(situation);
    known.set(situation, fresh);
    return fresh;
  };
};
