/** The built service, deciding and answering as always, and remembering nothing: what the records cost is the difference. */
import { createServer } from 'node:http';
import type * as App from '../../src/app.ts';
import type * as Console from '../../src/console-parts.ts';
import type * as Main from '../../src/main.ts';

const dist = (file: string): string => new URL(`../../dist/${file}`, import.meta.url).href;
const { start } = (await import(dist('main.js'))) as typeof Main;
const { consoleParts } = (await import(dist('console-parts.js'))) as typeof Console;
const { createApp } = (await import(dist('app.js'))) as typeof App;

const service = await start({ ...process.env, PORT: '0', PUBLIC_URL: undefined });
const parts = { ...service.parts, advise: service.parts.explain };
const server = createServer(createApp(parts, consoleParts(parts))).listen(Number(process.env.PORT), '127.0.0.1');

process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void service.stop().then(() => process.exit(0));
});
