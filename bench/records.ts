/**
 * What the records cost: the service with its SQLite file beside the same service that remembers nothing, over 20,000 patients, each call a new delivery.
 * usage: tsx bench/records.ts [ROUNDS]
 */
import { bodiesOf, TYPICAL } from './bodies.ts';
import { load } from './load.ts';
import { figures, median, ratioTo, takeRounds } from './rounds.ts';
import { service } from './service.ts';

const CONNECTIONS = 50;
const MILLISECONDS = 4_000;

const servers = [await service('with records'), await service('without records', { withoutRecords: true })] as const;
const body = bodiesOf(TYPICAL);
for (const server of servers) await load(server, body, CONNECTIONS, 5_000);

const byName = new Map(servers.map((server) => [server.name, server]));
const rounds = await takeRounds(Number(process.argv[2] ?? 7), [...byName.keys()], (name) =>
  load(byName.get(name) ?? servers[0], body, CONNECTIONS, MILLISECONDS),
);
for (const { name, stop } of servers) {
  process.stdout.write(`${name.padEnd(16)} ${median(figures(rounds, name, ({ perSecond }) => perSecond)).toFixed(0)} requests/s\n`);
  await stop();
}
const ratio = ratioTo(rounds, 'with records', 'without records', ({ perSecond }) => perSecond);
process.stdout.write(
  `the records cost ${(100 * (1 - ratio)).toFixed(1)} % of the throughput (${rounds.calm.length} rounds, ${rounds.discarded} left out)\n`,
);
