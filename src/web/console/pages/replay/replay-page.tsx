/** Replay: a fixture, or one's own request, from the report's words to the card. */
import { useEffect, useState } from 'preact/hooks';
import type { FixtureSummary } from '../../../console-parts.ts';
import type { Dialect } from '../../../../trust/caller.ts';
import { Failed, WaitFor } from '../../parts/notice.tsx';
import { navigate } from '../../router.tsx';
import { forget, getFixture, listFixtures } from '../../service/demo.ts';
import { useAnswer } from '../../service/use-answer.ts';
import { CaseList } from './case-list.tsx';
import { CaseView } from './case-view.tsx';
import { OwnInput } from './own-input.tsx';
import type { HookCase } from './own-request.ts';
import { useCase } from './use-case.ts';

/** Shown where the address names no case. */
const FIRST = 'a-fracture-reported-this-year-is-very-high-risk';

/** Of the case that is shown, not of the one that is being asked for. */
const Heading = ({ fixture, body }: HookCase) =>
  fixture ? (
    <header class="case-heading">
      <h1>{fixture.claim}</h1>
      <p>{fixture.why}</p>
      <p class="quiet">
        {fixture.service}; written for {fixture.day}, its dates are moved to today
        {body === fixture.request ? '' : '; the report was edited'}.
      </p>
    </header>
  ) : (
    <header class="case-heading">
      <h1>Your own request</h1>
      <p class="quiet">It is in this page only. Reload, and it is gone.</p>
    </header>
  );

const patientIdOf = ({ body }: HookCase): string => String((body.context as { patientId?: unknown } | undefined)?.patientId ?? '');

export const ReplayPage = ({ fixture: name }: { readonly fixture: string | null }) => {
  const fixtures = useAnswer('fixtures', listFixtures);
  const [hookCase, setCase] = useState<HookCase | null>(null);
  const [failed, setFailed] = useState<Error | null>(null);
  const [dialect, setDialect] = useState<Dialect>('standard');
  /** The address names no case then. */
  const [own, setOwn] = useState(false);

  useEffect(() => {
    if (name === null && own) return;
    let current = true;
    getFixture(name ?? FIRST).then(
      (found) => {
        if (!current) return;
        setOwn(false);
        setCase({ service: found.service, body: found.request, fixture: found });
        setFailed(null);
      },
      (error: Error) => current && setFailed(error),
    );
    return () => {
      current = false;
    };
  }, [name]);

  const { asked, error, again } = useCase(hookCase, dialect);

  const askOwn = (given: HookCase): void => {
    setOwn(true);
    setCase(given);
    if (name) navigate('/replay');
  };

  const startAfresh = async (): Promise<void> => {
    if (hookCase) await forget(patientIdOf(hookCase));
    again();
  };

  const chooser = (list: readonly FixtureSummary[]) => (
    <>
      <CaseList fixtures={list} chosen={hookCase?.fixture?.name ?? null} />
      <OwnInput onCase={askOwn} />
    </>
  );

  return (
    <div class="with-sidebar">
      <aside class="sidebar">
        <details open={matchMedia('(min-width: 64rem)').matches}>
          <summary>Choose a case, or bring your own</summary>
          <WaitFor answer={fixtures}>{chooser}</WaitFor>
        </details>
      </aside>
      <div>
        {failed && <Failed error={failed} />}
        {error && <Failed error={error} />}
        {asked && hookCase && (
          <>
            <Heading {...asked.hookCase} />
            <p class="button-row">
              <button type="button" class="button button--small" onClick={again}>
                Ask again
              </button>
              <button type="button" class="button button--small button--plain" onClick={() => void startAfresh()}>
                Start afresh
              </button>
              <span class="quiet">To start afresh forgets what was shown and answered for this patient.</span>
            </p>
            <CaseView asked={asked} dialect={dialect} onDialect={setDialect} onCase={setCase} />
          </>
        )}
      </div>
    </div>
  );
};

export default ReplayPage;
