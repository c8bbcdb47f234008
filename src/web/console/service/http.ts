/** One HTTP exchange with the service, kept whole so that it can be shown. */
export interface Exchange {
  readonly method: 'GET' | 'POST';
  /** Absolute address. */
  readonly url: string;
  readonly sentHeaders: Readonly<Record<string, string>>;
  readonly sentBody: unknown;
  /** 0 where the service could not be reached. */
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Parsed JSON, else the text; `null` for an empty body. */
  readonly body: unknown;
  readonly milliseconds: number;
}

const parsed = (text: string): unknown => {
  if (text === '') return null;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

export interface Outgoing {
  readonly body?: unknown;
  readonly token?: string | null;
}

/** Never throws: an unreachable service is an exchange of status 0. */
export const exchange = async (method: 'GET' | 'POST', path: string, { body, token }: Outgoing = {}): Promise<Exchange> => {
  const sentHeaders = {
    ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
  const sent = { method, url: new URL(path, location.origin).href, sentHeaders, sentBody: body };
  const started = performance.now();
  const since = (): number => Math.round(performance.now() - started);
  try {
    const response = await fetch(path, { method, headers: sentHeaders, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
    const text = await response.text();
    return { ...sent, status: response.status, headers: Object.fromEntries(response.headers), body: parsed(text), milliseconds: since() };
  } catch {
    return { ...sent, status: 0, headers: {}, body: null, milliseconds: since() };
  }
};

interface Issue {
  readonly details?: { readonly text?: string };
  readonly diagnostics?: string;
}

export const issuesOf = (body: unknown): readonly Issue[] => {
  const { issue } = (body ?? {}) as { issue?: unknown };
  return Array.isArray(issue) ? (issue as Issue[]) : [];
};

/** What went wrong, in words that can stand on the page. */
export class ServiceError extends Error {
  readonly exchange: Exchange;

  constructor(failed: Exchange) {
    const told = issuesOf(failed.body).map(({ details }) => details?.text ?? '');
    super(failed.status === 0 ? 'The service cannot be reached.' : `${failed.status}: ${told.filter(Boolean).join('; ') || 'refused'}`);
    this.name = 'ServiceError';
    this.exchange = failed;
  }
}

/** The body of an answer of 200. @throws ServiceError for any other. */
export const ask = async <Body>(method: 'GET' | 'POST', path: string, outgoing: Outgoing = {}): Promise<Body> => {
  const done = await exchange(method, path, outgoing);
  if (done.status !== 200) throw new ServiceError(done);
  return done.body as Body;
};
