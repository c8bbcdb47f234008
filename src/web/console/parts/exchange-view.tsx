/** One HTTP exchange as it went over the wire. */
import { asCurl } from '../service/curl.ts';
import type { Exchange } from '../service/http.ts';
import { CopyButton } from './copy-button.tsx';
import { JsonView } from './json-view.tsx';

/** Of the answer's headers, those that say something about the call. */
const TELLING = ['content-type', 'content-length', 'allow', 'retry-after', 'www-authenticate', 'x-request-id'];

const telling = (headers: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => TELLING.includes(name)));

const withHeaders = (headers: Readonly<Record<string, string>>): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}`)
    .join('\n');

export const StatusTag = ({ status }: { readonly status: number }) => (
  <span class={`tag ${status === 200 ? 'tag--good' : 'tag--bad'}`}>{status === 0 ? 'not reached' : status}</span>
);

export const ExchangeView = ({ title, exchange }: { readonly title: string; readonly exchange: Exchange }) => (
  <section class="exchange" aria-label={title}>
    <h3>
      {title} <StatusTag status={exchange.status} /> <small>{exchange.milliseconds} ms</small>
    </h3>
    <p class="exchange__line">
      <code>
        {exchange.method} {exchange.url}
      </code>
      <CopyButton label="Copy as curl" text={() => asCurl(exchange)} />
    </p>
    <div class="exchange__sides">
      <div>
        <h4>Request</h4>
        <pre class="json json--headers">{withHeaders(exchange.sentHeaders)}</pre>
        <JsonView label={`${title}: request body`} value={exchange.sentBody ?? '(no body)'} />
      </div>
      <div>
        <h4>Response</h4>
        <pre class="json json--headers">{withHeaders(telling(exchange.headers))}</pre>
        <JsonView label={`${title}: response body`} value={exchange.body ?? '(no body)'} />
      </div>
    </div>
  </section>
);
