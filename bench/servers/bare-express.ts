/** The yardstick: Express 5 with `express.json`, answering a fixed JSON of the size that our service answers. */
import express from 'express';

const answer = { cards: [], filler: 'x'.repeat(Number(process.env.ANSWER_BYTES ?? 6_000)) };

const app = express();
app.use(express.json({ limit: '10mb' }));
app.post('/cds-services/:id', (_request, response) => {
  response.json(answer);
});

const server = app.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' && address ? address.port : 0 });
});
