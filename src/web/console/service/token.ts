/** The token of Register and Statistics in production: typed in once, held in this page's memory only. */
import { useState } from 'preact/hooks';
import { isDemo } from '../site.ts';

let held: string | null = null;

export interface HeldToken {
  /** `null` in demo, where none is needed. */
  readonly token: string | null;
  readonly missing: boolean;
  readonly give: (token: string) => void;
}

export const useToken = (): HeldToken => {
  const [token, setToken] = useState(held);
  return {
    token,
    missing: !isDemo && token === null,
    give: (given) => {
      held = given;
      setToken(given);
    },
  };
};
