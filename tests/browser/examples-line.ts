import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy in front of Florin that tests can disturb: all clients reach Florin through it. */
export interface Line {
  readonly url: string;
  /**
   * Drops the responses to matching calls, which Florin still handles; null ends that. Calls are named as `POST
   * /v1/payment_intents`.
   */
  loseAnswers(calls: RegExp | null): void;
  /** Holds matching calls back until `letGo`; `arrived` resolves with the first one. */
  hold(calls: RegExp): { readonly arrived: Promise<void>; letGo(): void };
  close(): Promise<void>;
}

export async function openLine(florin: string): Promise<Line> {
  const { hostname, port } = new URL(florin);
  let lost: RegExp | null = null;
  let held: { readonly calls: RegExp; readonly arrive: () => void; readonly gone: Promise<void> } | null = null;

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const { method, url: path, headers } = incoming;
    const call = `${method} ${path}`;
    if (held?.calls.test(call)) {
      held.arrive();
      await held.gone;
    }
    const onward = request({ hostname, port, method, path, headers, agent: false }, (answer) => {
      if (lost?.test(call)) {
        answer.resume().once('end', () => outgoing.destroy());
        return;
      }
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    onward.once('error', () => outgoing.destroy());
    incoming.pipe(onward);
  }

  const server = createServer((incoming, outgoing) => void pass(incoming, outgoing));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    loseAnswers(calls) {
      lost = calls;
    },
    hold(calls) {
      const arrived = Promise.withResolvers<void>();
      const gone = Promise.withResolvers<void>();
      held = { calls, arrive: arrived.resolve, gone: gone.promise };
      return {
        arrived: arrived.promise,
        letGo() {
          held = null;
          gone.resolve();
        },
      };
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
