/** Asks for the token that stands before Register and Statistics in production. */
import { useState } from 'preact/hooks';

export const TokenForm = ({ onToken }: { readonly onToken: (token: string) => void }) => {
  const [token, setToken] = useState('');
  return (
    <form
      class="panel token-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (token) onToken(token);
      }}
    >
      <label class="field">
        <span class="field__label">Token</span>
        <span class="field__hint">The service's STATS_TOKEN. It is held in this page until it is closed or reloaded.</span>
        <input type="password" autocomplete="off" value={token} onInput={({ currentTarget }) => setToken(currentTarget.value)} />
      </label>
      <button type="submit" class="button">
        Open
      </button>
    </form>
  );
};
