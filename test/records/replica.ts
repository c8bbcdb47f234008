/** Another process that keeps records, as a test steers it: a replica of the service without its HTTP. */
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { RecordsSettings } from '../../src/records/open-records.ts';
import type { Answer, Decision, Delivery, Memory, Records, Stored, Subject } from '../../src/records/records.ts';

export type Order =
  | { readonly what: 'open'; readonly settings: RecordsSettings }
  | { readonly what: 'recall'; readonly subject: Subject }
  | { readonly what: 'remember'; readonly decision: Decision }
  | { readonly what: 'answer'; readonly ehr: Parameters<Records['answer']>[0]; readonly answers: readonly Answer[] }
  | { readonly what: 'useToken'; readonly token: Parameters<Records['useToken']>[0] }
  | { readonly what: 'close' };

export interface Report {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: string;
}

export interface Replica {
  open(settings: RecordsSettings): Promise<void>;
  recall(subject: Subject): Promise<Memory>;
  remember(decision: Decision): Promise<readonly Delivery[]>;
  answer(ehr: Parameters<Records['answer']>[0], answers: readonly Answer[]): Promise<readonly Stored[]>;
  useToken(token: Parameters<Records['useToken']>[0]): Promise<boolean>;
  /** Closes the records and ends the process. */
  end(): Promise<void>;
  /** Ends the process as a crash does; what was asked and not answered fails. */
  kill(): Promise<void>;
}

export const startReplica = (): Replica => {
  const child = fork(fileURLToPath(new URL('./records-process.ts', import.meta.url)), {
    execArgv: ['--import', 'tsx'],
    serialization: 'advanced',
  });
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (reason: Error) => void }>();
  let orders = 0;

  child.on('message', ({ id, result, error }: Report) => {
    const one = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) one?.resolve(result as never);
    else one?.reject(new Error(error));
  });
  const gone = new Promise<void>((resolve) =>
    child.once('exit', () => {
      waiting.forEach(({ reject }) => reject(new Error('the process is gone')));
      resolve();
    }),
  );

  const ask = <T>(order: Order): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const id = (orders += 1);
      waiting.set(id, { resolve, reject });
      child.send({ id, order }, (error) => error && reject(error));
    });

  return {
    open: (settings) => ask({ what: 'open', settings }),
    recall: (subject) => ask({ what: 'recall', subject }),
    remember: (decision) => ask({ what: 'remember', decision }),
    answer: (ehr, answers) => ask({ what: 'answer', ehr, answers }),
    useToken: (token) => ask({ what: 'useToken', token }),
    end: async () => {
      await ask({ what: 'close' });
      child.disconnect();
      await gone;
    },
    kill: async () => {
      child.kill('SIGKILL');
      await gone;
    },
  };
};
