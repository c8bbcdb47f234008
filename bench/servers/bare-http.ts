/** The floor: `node:http` and `JSON.parse`, answering a fixed JSON of the size that our service answers. */
import { createServer } from 'node:http';

const answer = JSON.stringify({ cards: [], filler: 'x'.repeat(Number(process.env.ANSWER_BYTES ?? 6_000)) });

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    JSON.parse(Buffer.concat(chunks).toString('utf8'));
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(answer) });
    response.end(answer);
  });
});

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
