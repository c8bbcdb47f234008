/** One case asked twice: for the chain behind the answer, which remembers nothing, and at the real hook address, as an EHR asks. */
import { useEffect, useState } from 'preact/hooks';
import type { Explained } from '../../../console-parts.ts';
import type { Dialect } from '../../../../trust/caller.ts';
import { explain } from '../../service/demo.ts';
import { callService } from '../../service/hook-call.ts';
import { ServiceError, type Exchange } from '../../service/http.ts';
import type { HookCase } from './own-request.ts';

export interface Asked {
  readonly hookCase: HookCase;
  /** `null` where the answer is a refusal. */
  readonly explained: Explained | null;
  readonly real: Exchange;
}

const askBoth = async (hookCase: HookCase, dialect: Dialect): Promise<Asked> => {
  const { service, body } = hookCase;
  const real = await callService(service, body, dialect);
  const explained = await explain(service, body).catch((error: unknown) => {
    if (error instanceof ServiceError) return null;
    throw error;
  });
  return { hookCase, explained, real };
};

/** What is on the page stays until the new answer is there. `again` asks once more. */
export const useCase = (
  hookCase: HookCase | null,
  dialect: Dialect,
): { readonly asked: Asked | null; readonly error: Error | null; readonly again: () => void } => {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    if (!hookCase) return;
    let current = true;
    askBoth(hookCase, dialect).then(
      (answer) => {
        if (!current) return;
        setAsked(answer);
        setError(null);
      },
      (reason: Error) => current && setError(reason),
    );
    return () => {
      current = false;
    };
  }, [hookCase, dialect, round]);
  return { asked, error, again: () => setRound(round + 1) };
};
