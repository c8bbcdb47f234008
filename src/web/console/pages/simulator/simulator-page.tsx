/** The EHR simulator: what does the service do when an EHR honours less than everything? The calls are real ones. */
import { useState } from 'preact/hooks';
import type { DiscoveredService } from '../../../../hooks/discovery.ts';
import type { FixtureSummary } from '../../../console-parts.ts';
import { Choice } from '../../parts/field.tsx';
import { Failed, WaitFor } from '../../parts/notice.tsx';
import { StatusTag } from '../../parts/exchange-view.tsx';
import { navigate } from '../../router.tsx';
import { getFixture, listFixtures, simulatedEhr, type SimulatedEhr } from '../../service/demo.ts';
import { ask, type Exchange } from '../../service/http.ts';
import { useAnswer } from '../../service/use-answer.ts';
import { buildRequest, type Template } from './build-request.ts';
import { planInWords, type CallPlan } from './call-plan.ts';
import { makeCall } from './make-call.ts';
import { OutcomeView } from './outcome-view.tsx';
import { PlanForm } from './plan-form.tsx';

const FIRST = 'a-fracture-reported-this-year-is-very-high-risk';

interface Loaded {
  readonly fixtures: readonly FixtureSummary[];
  readonly services: readonly DiscoveredService[];
  readonly ehr: SimulatedEhr;
}

const load = async (): Promise<Loaded> => {
  const [fixtures, discovery, ehr] = await Promise.all([
    listFixtures(),
    ask<{ services: readonly DiscoveredService[] }>('GET', '/cds-services'),
    simulatedEhr(),
  ]);
  return { fixtures, services: discovery.services, ehr };
};

interface Done {
  readonly plan: string;
  readonly exchange: Exchange;
}

/** How many calls are kept to compare. */
const KEPT = 8;

const Simulator = ({ fixtures, services, ehr, fixture: wanted }: Loaded & { readonly fixture: string | null }) => {
  const fixture = fixtures.find(({ name }) => name === (wanted ?? FIRST)) ?? fixtures[0];
  const [plan, setPlan] = useState<CallPlan>({
    service: fixture?.service ?? '',
    keys: {},
    server: 'off',
    dialect: 'standard',
    token: 'good',
  });
  const [done, setDone] = useState<readonly Done[]>([]);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<Error | null>(null);
  const service = services.find(({ id }) => id === plan.service);
  const templates: readonly Template[] = Object.entries(service?.prefetch ?? {}).map(([key, template]) => ({ key, template }));
  const [last] = done;

  const call = async (): Promise<void> => {
    if (!fixture || !service) return;
    setBusy(true);
    try {
      const { request } = await getFixture(fixture.name);
      const body = await buildRequest(request, templates, plan, ehr, service.hook);
      const exchange = await makeCall(plan, body);
      setDone((before) => [{ plan: planInWords(plan), exchange }, ...before].slice(0, KEPT));
      setError(null);
    } catch (reason) {
      setError(reason as Error);
    }
    setBusy(false);
  };

  const chooseFixture = (name: string): void => {
    const chosen = fixtures.find((one) => one.name === name);
    if (chosen) setPlan({ ...plan, service: chosen.service, keys: {} });
    navigate(`/simulator?fixture=${name}`);
  };

  return (
    <div class="columns">
      <form
        class="panel"
        onSubmit={(event) => {
          event.preventDefault();
          void call();
        }}
      >
        <Choice
          label="Patient of this case"
          value={fixture?.name ?? ''}
          options={fixtures.map(({ name, claim }) => ({ value: name, label: claim }))}
          onChange={chooseFixture}
        />
        <Choice
          label="Service"
          value={plan.service}
          options={services.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => setPlan({ ...plan, service: id })}
        />
        <PlanForm plan={plan} templates={templates} onPlan={setPlan} />
        <button type="submit" class="button" disabled={busy}>
          {busy ? 'Calling' : 'Call the service'}
        </button>
      </form>
      <div>
        {error && <Failed error={error} />}
        {last ? <OutcomeView {...last} /> : <p class="silence">Nothing was called yet.</p>}
        {done.length > 1 && (
          <section class="panel" aria-labelledby="before">
            <h2 id="before">Calls before</h2>
            <ol class="history">
              {done.slice(1).map(({ plan: words, exchange }, index) => (
                <li key={done.length - index}>
                  <StatusTag status={exchange.status} /> {words}
                </li>
              ))}
            </ol>
          </section>
        )}
      </div>
    </div>
  );
};

export const SimulatorPage = ({ fixture }: { readonly fixture: string | null }) => {
  const loaded = useAnswer('simulator', load);
  return (
    <>
      <h1>EHR simulator</h1>
      <p class="lede">
        Real calls of the real addresses, with tokens that a demo issuer signs. Take something away, and see whether the service reads it
        itself, says "not checked", or refuses with 412: it is never silent for want of data.
      </p>
      <WaitFor answer={loaded}>{(all) => <Simulator {...all} fixture={fixture} />}</WaitFor>
    </>
  );
};

export default SimulatorPage;
