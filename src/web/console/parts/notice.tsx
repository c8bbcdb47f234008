/** What stands in place of something: it is being fetched, or it failed. */
import type { ComponentChildren } from 'preact';
import type { Answer } from '../service/use-answer.ts';

export const Failed = ({ error }: { readonly error: Error }) => (
  <div class="notice notice--failed" role="alert">
    {error.message}
  </div>
);

interface WaitProps<Value> {
  readonly answer: Answer<Value>;
  readonly children: (value: Value) => ComponentChildren;
}

export const WaitFor = <Value,>({ answer, children }: WaitProps<Value>) => {
  if (answer.state === 'waiting') return <p class="loading">Loading</p>;
  if (answer.state === 'failed') return <Failed error={answer.error} />;
  return <>{children(answer.value)}</>;
};
