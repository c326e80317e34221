import { connect, createServer, type Socket } from 'node:net';

/** A proxy in front of a server whose connections can be cut or frozen. */
export interface Relay {
  readonly url: string;
  /** Stops all traffic; connections stay open. */
  freeze(): void;
  /** Drops the server's responses; connections stay open. */
  muffle(): void;
  thaw(): void;
  /** Closes all connections. */
  cut(): void;
  close(): Promise<void>;
}

export async function openRelay(to: string): Promise<Relay> {
  const target = new URL(to);
  const sockets = new Set<Socket>();
  let frozen = false;
  let muffled = false;

  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [from, into] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(from);
      from.on('data', (chunk) => {
        if (!frozen && !(muffled && from === far)) into.write(chunk);
      });
      from.on('error', () => into.destroy());
      from.on('close', () => {
        sockets.delete(from);
        into.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = new URL(to);
  url.port = String(typeof address === 'object' && address ? address.port : 0);

  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: url.href,
    freeze: () => {
      frozen = true;
    },
    muffle: () => {
      muffled = true;
    },
    thaw: () => {
      frozen = false;
      muffled = false;
      cut();
    },
    cut,
    async close() {
      cut();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
