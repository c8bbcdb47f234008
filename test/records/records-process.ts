/** A process of its own with records of its own: it does what its parent asks and tells the result. Started by `replica.ts`. */
import { openRecords, type CountedRecords } from '../../src/records/open-records.ts';
import type { Order, Report } from './replica.ts';

let records: CountedRecords | undefined;

const does = async (order: Order): Promise<unknown> => {
  if (order.what === 'open') {
    records = await openRecords(order.settings);
    return undefined;
  }
  if (!records) throw new Error('not open');
  switch (order.what) {
    case 'recall':
      return records.recall(order.subject, new Date(0));
    case 'remember':
      return records.remember(order.decision);
    case 'answer':
      return records.answer(order.ehr, order.answers, new Date());
    case 'useToken':
      return records.useToken(order.token);
    case 'close':
      return records.close();
  }
};

process.on('message', async ({ id, order }: { id: number; order: Order }) => {
  const report: Report = await does(order).then(
    (result) => ({ id, result }),
    (error: unknown) => ({ id, error: String(error) }),
  );
  process.send?.(report);
});
