/** An exchange as a line for a terminal. */
import type { Exchange } from './http.ts';

/** Single quotes end and begin again around an escaped one. */
const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

export const asCurl = ({ method, url, sentHeaders, sentBody }: Pick<Exchange, 'method' | 'url' | 'sentHeaders' | 'sentBody'>): string =>
  [
    `curl -s ${method === 'POST' ? '-X POST ' : ''}${url}`,
    ...Object.entries(sentHeaders).map(([name, value]) => `  -H ${quoted(`${name}: ${value}`)}`),
    ...(sentBody === undefined ? [] : [`  -d ${quoted(JSON.stringify(sentBody))}`]),
  ].join(' \\\n');
