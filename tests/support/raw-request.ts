import { createConnection } from 'node:net';

/** Sends lines of HTTP as they are and reads the response until the server closes the connection. */
export function rawRequest(server: string, lines: readonly string[], body = ''): Promise<string> {
  const { hostname, port } = new URL(server);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = createConnection(Number(port), hostname);
    socket.on('error', reject);
    socket.on('data', (data) => {
      received += data.toString('latin1');
    });
    socket.on('close', () => resolve(received));
    socket.write([...lines, '', body].join('\r\n'));
  });
}

/** The status of a raw response. */
export function statusOf(response: string): number {
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(response)?.[1]);
}
