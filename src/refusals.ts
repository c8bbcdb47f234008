/**
 * The closed list of errors. Each has a code, an HTTP status, the FHIR issue type it is told with and the rule it enforces;
 * the message tells the reader what to do next and never holds patient data, a token or report text.
 */

interface RefusalKind {
  readonly status: number;
  readonly issue:
    | 'invalid'
    | 'required'
    | 'structure'
    | 'not-found'
    | 'not-supported'
    | 'processing'
    | 'too-long'
    | 'throttled'
    | 'login'
    | 'forbidden'
    | 'exception'
    | 'transient'
    | 'timeout';
  /** The rule that is enforced, where an integrator can look it up. */
  readonly rule: string;
}

const REFUSALS = {
  'malformed-json': { status: 400, issue: 'structure', rule: 'CDS Hooks 2.0.1, Use of JSON' },
  'malformed-request': { status: 400, issue: 'invalid', rule: 'CDS Hooks 2.0.1, HTTP Request' },
  'malformed-feedback': { status: 400, issue: 'invalid', rule: 'CDS Hooks 2.0.1, Feedback' },
  'hook-mismatch': { status: 400, issue: 'invalid', rule: 'CDS Hooks 2.0.1, Calling a CDS Service: hook' },
  unauthorized: { status: 401, issue: 'login', rule: 'CDS Hooks 2.0.1, Trusting CDS Clients' },
  'fhir-server-not-registered': { status: 403, issue: 'forbidden', rule: 'CDS Hooks 2.0.1, FHIR Resource Access' },
  'host-not-allowed': { status: 403, issue: 'forbidden', rule: 'Demo profile: loopback only' },
  'unknown-service': { status: 404, issue: 'not-found', rule: 'CDS Hooks 2.0.1, Discovery: id' },
  'not-found': { status: 404, issue: 'not-found', rule: 'RFC 9110, 404 Not Found' },
  'method-not-allowed': { status: 405, issue: 'not-supported', rule: 'RFC 9110, 405 Method Not Allowed' },
  'prefetch-needed': { status: 412, issue: 'processing', rule: 'CDS Hooks 2.0.1, Prefetch: 412 Precondition Failed' },
  'body-too-large': { status: 413, issue: 'too-long', rule: 'BODY_LIMIT_MB' },
  'body-too-deep': { status: 413, issue: 'too-long', rule: 'Limits of nesting and size of a request' },
  'media-type': { status: 415, issue: 'not-supported', rule: 'CDS Hooks 2.0.1, Use of JSON' },
  'too-many-requests': { status: 429, issue: 'throttled', rule: 'RATE_PER_MINUTE, MAX_CONCURRENT, REFUSED_TOKENS_PER_MINUTE' },
  overloaded: { status: 503, issue: 'transient', rule: 'Overload is answered at once' },
  'records-unavailable': { status: 503, issue: 'transient', rule: 'Feedback and replay protection need the database' },
  internal: { status: 500, issue: 'exception', rule: 'A failure is never an empty answer' },
} as const satisfies Record<string, RefusalKind>;

export type RefusalCode = keyof typeof REFUSALS;

/** One fault, with the path of the element it concerns where there is one. */
export interface Fault {
  readonly path?: string;
  readonly message: string;
}

/** An answer other than 200. Thrown anywhere, turned into HTTP in one place (`app.ts`). */
export class Refusal extends Error {
  readonly code: RefusalCode;
  readonly faults: readonly Fault[];

  constructor(code: RefusalCode, faults: readonly Fault[] | string) {
    const list = typeof faults === 'string' ? [{ message: faults }] : faults;
    super(list.map((fault) => (fault.path ? `${fault.path}: ${fault.message}` : fault.message)).join('; '));
    this.name = 'Refusal';
    this.code = code;
    this.faults = list;
  }

  get status(): number {
    return REFUSALS[this.code].status;
  }

  get issue(): RefusalKind['issue'] {
    return REFUSALS[this.code].issue;
  }

  get rule(): string {
    return REFUSALS[this.code].rule;
  }
}
