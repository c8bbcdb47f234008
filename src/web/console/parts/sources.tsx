/** The resources that a conclusion rests on, each once. */
import type { Evidence } from '../../../assessment/advice.ts';

export const Sources = ({ evidence }: { readonly evidence: readonly Evidence[] }) => (
  <>
    {[...new Set(evidence.map(({ source }) => source))].map((source) => (
      <code key={source} class="source">
        {source}
      </code>
    ))}
  </>
);
