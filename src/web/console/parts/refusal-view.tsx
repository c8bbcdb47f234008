/** An answer that is no 200, as an EHR's log would have it. */
import { issuesOf, type Exchange } from '../service/http.ts';

const MEANINGS: Readonly<Record<number, string>> = {
  0: 'The service cannot be reached.',
  400: 'The request is malformed.',
  401: 'The token is not trusted; the service says nothing more.',
  403: 'This EHR may not name that FHIR server.',
  404: 'There is no such service here.',
  412: 'What is needed was not supplied and could not be read. This is not silence: the EHR knows that nothing was checked.',
  413: 'The request is too large.',
  415: 'The request is not JSON.',
  429: 'Too many requests.',
  503: 'The service cannot answer at the moment.',
};

export const RefusalView = ({ exchange }: { readonly exchange: Pick<Exchange, 'status' | 'body'> }) => (
  <div class="notice notice--refused" role="status">
    <p>
      <strong>{exchange.status || 'No answer'}.</strong> {MEANINGS[exchange.status] ?? 'The service refused.'}
    </p>
    <ul>
      {issuesOf(exchange.body).map(({ details, diagnostics }) => (
        <li key={details?.text}>
          {details?.text} <span class="quiet">{diagnostics}</span>
        </li>
      ))}
    </ul>
  </div>
);
