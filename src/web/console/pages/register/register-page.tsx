/** Register: everything that an integration analyst types into one EHR, to read, print or hand on. */
import type { Registration } from '../../../registration/registration.ts';
import { CopyButton } from '../../parts/copy-button.tsx';
import { Choice } from '../../parts/field.tsx';
import { WaitFor } from '../../parts/notice.tsx';
import { TokenForm } from '../../parts/token-form.tsx';
import { navigate } from '../../router.tsx';
import { ask, exchange } from '../../service/http.ts';
import { useToken } from '../../service/token.ts';
import { useAnswer } from '../../service/use-answer.ts';
import { RegistrationView } from './registration-view.tsx';

type Entry = Pick<Registration, 'name' | 'kind' | 'dialect'>;

const PRESET_WORDS: Readonly<Record<string, string>> = {
  standard: 'Any EHR (CDS Hooks 2.0.1)',
  epic: 'Epic',
  oracle: 'Oracle Health',
  nhs: 'NHS imaging categories',
};

const labelOf = ({ name, kind }: Entry): string => (kind === 'entry' ? name : `${PRESET_WORDS[name] ?? name}, not registered yet`);

const addressOf = (name: string): string => `/registrations/${encodeURIComponent(name)}`;

const One = ({ name, token }: { readonly name: string; readonly token: string | null }) => {
  const registration = useAnswer(`${name} ${token}`, () => ask<Registration>('GET', addressOf(name), { token }));
  const markdown = async (): Promise<string> => String((await exchange('GET', `${addressOf(name)}?format=md`, { token })).body);
  return (
    <WaitFor answer={registration}>
      {(one) => (
        <>
          <p class="button-row no-print">
            <button type="button" class="button button--small" onClick={() => print()}>
              Print
            </button>
            <CopyButton label="Copy as Markdown" text={markdown} />
          </p>
          <RegistrationView registration={one} />
        </>
      )}
    </WaitFor>
  );
};

export const RegisterPage = ({ name }: { readonly name: string | null }) => {
  const { token, missing, give } = useToken();
  const list = useAnswer(missing ? null : String(token), () => ask<readonly Entry[]>('GET', '/registrations', { token }));
  return (
    <>
      <h1>Register the service with an EHR</h1>
      <p class="lede no-print">
        Generated from what the service itself uses; <code>npx vfcds register --ehr NAME</code> prints the same.
      </p>
      {missing ? (
        <TokenForm onToken={give} />
      ) : (
        <WaitFor answer={list}>
          {(entries) => {
            const chosen = entries.find((entry) => entry.name === name) ?? entries[0];
            if (!chosen) return null;
            return (
              <>
                <div class="no-print">
                  <Choice
                    label="EHR"
                    value={chosen.name}
                    options={entries.map((entry) => ({ value: entry.name, label: labelOf(entry) }))}
                    onChange={(other) => navigate(`/register/${encodeURIComponent(other)}`)}
                  />
                </div>
                <One name={chosen.name} token={token} />
              </>
            );
          }}
        </WaitFor>
      )}
    </>
  );
};

export default RegisterPage;
