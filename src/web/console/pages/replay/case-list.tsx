/** The fixtures by what they prove, to choose from; each has an address that can be shared. */
import { useState } from 'preact/hooks';
import type { FixtureSummary } from '../../../console-parts.ts';
import { Link } from '../../router.tsx';

interface CaseListProps {
  readonly fixtures: readonly FixtureSummary[];
  readonly chosen: string | null;
}

export const CaseList = ({ fixtures, chosen }: CaseListProps) => {
  const [wanted, setWanted] = useState('');
  const words = wanted.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = fixtures.filter(({ name, claim, service }) =>
    words.every((word) => `${name} ${claim} ${service}`.toLowerCase().includes(word)),
  );
  return (
    <nav class="case-list" aria-label="Cases">
      <label class="field">
        <span class="field__label">Find a case</span>
        <input type="search" value={wanted} onInput={({ currentTarget }) => setWanted(currentTarget.value)} />
      </label>
      <p class="quiet" role="status">
        {matches.length} of {fixtures.length} cases
      </p>
      <ul>
        {matches.map(({ name, claim }) => (
          <li key={name}>
            <Link to={`/replay/${name}`} current={name === chosen}>
              {claim}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
};
