/** The state of something that was asked for. */
import { useEffect, useState } from 'preact/hooks';

export type Answer<Value> =
  { readonly state: 'waiting' } | { readonly state: 'here'; readonly value: Value } | { readonly state: 'failed'; readonly error: Error };

/** Asks again whenever `key` changes; `null` asks nothing. An answer that comes late is dropped. */
export const useAnswer = <Value>(key: string | null, load: () => Promise<Value>): Answer<Value> => {
  const [answer, setAnswer] = useState<Answer<Value>>({ state: 'waiting' });
  useEffect(() => {
    if (key === null) return;
    let current = true;
    setAnswer({ state: 'waiting' });
    load().then(
      (value) => current && setAnswer({ state: 'here', value }),
      (error: Error) => current && setAnswer({ state: 'failed', error }),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return answer;
};
