/** The toggles of the simulated EHR. */
import { Choice, Radios, type Option } from '../../parts/field.tsx';
import type { Template } from './build-request.ts';
import type { CallPlan, KeyChoice, ServerChoice, TokenChoice } from './call-plan.ts';

const KEY_OPTIONS: readonly Option<KeyChoice>[] = [
  { value: 'sent', label: 'sent' },
  { value: 'null', label: 'null' },
  { value: 'failed', label: 'failed' },
  { value: 'absent', label: 'absent' },
];

const SERVER_OPTIONS: readonly Option<ServerChoice>[] = [
  { value: 'off', label: 'off: none is named' },
  { value: 'on', label: 'on' },
  { value: 'slow', label: 'slow: past the deadline' },
  { value: 'failing', label: 'failing: 503' },
];

const TOKEN_OPTIONS: readonly Option<TokenChoice>[] = [
  { value: 'none', label: 'none' },
  { value: 'good', label: 'good' },
  { value: 'expired', label: 'expired' },
  { value: 'replayed', label: 'replayed: used before' },
  { value: 'wrong-audience', label: 'for another address' },
  { value: 'forged', label: 'signed by another key' },
];

const DIALECT_OPTIONS = [
  { value: 'standard', label: 'standard' },
  { value: 'epic', label: 'Epic' },
  { value: 'oracle', label: 'Oracle Health' },
] as const;

interface PlanFormProps {
  readonly plan: CallPlan;
  readonly templates: readonly Template[];
  readonly onPlan: (plan: CallPlan) => void;
}

export const PlanForm = ({ plan, templates, onPlan }: PlanFormProps) => (
  <>
    <section aria-labelledby="prefetch">
      <h2 id="prefetch">Prefetch</h2>
      <div class="key-grid">
        {templates.map(({ key, template }) => (
          <div key={key} class="key-grid__row" title={template}>
            <Radios
              name={key}
              label={key}
              value={plan.keys[key] ?? 'sent'}
              options={KEY_OPTIONS}
              onChange={(choice) => onPlan({ ...plan, keys: { ...plan.keys, [key]: choice } })}
            />
          </div>
        ))}
      </div>
    </section>
    <section aria-labelledby="ehr">
      <h2 id="ehr">FHIR server, dialect and token</h2>
      <div class="field-row">
        <Choice label="FHIR server" value={plan.server} options={SERVER_OPTIONS} onChange={(server) => onPlan({ ...plan, server })} />
        <Choice
          label="Dialect"
          value={plan.dialect}
          options={DIALECT_OPTIONS}
          onChange={(dialect) => onPlan({ ...plan, dialect, token: dialect !== 'standard' && plan.token === 'none' ? 'good' : plan.token })}
        />
        <Choice
          label="Token (JWT)"
          value={plan.token}
          options={TOKEN_OPTIONS}
          onChange={(token) => onPlan({ ...plan, token, dialect: token === 'none' ? 'standard' : plan.dialect })}
        />
      </div>
    </section>
  </>
);
