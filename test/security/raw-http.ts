/** HTTP by hand, for what no client library would send. */
import { connect } from 'node:net';

/** The status of the first answer; 0 where the connection ends without one. */
export const sendRaw = (url: string, bytes: string | Buffer): Promise<number> => {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let answer = '';
    const done = (): void => {
      socket.destroy();
      resolve(Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0));
    };
    socket.on('data', (chunk) => {
      answer += chunk.toString('latin1');
      if (answer.includes('\r\n')) done();
    });
    socket.on('close', done).on('error', done);
    socket.write(bytes);
  });
};

/** The head of a request, lines ended as HTTP wants them. */
export const head = (line: string, headers: readonly string[]): string => [line, ...headers, '', ''].join('\r\n');
