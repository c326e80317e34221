import { createFlorin } from '../florin.ts';
import { serve } from '../server.ts';

/** A Florin for tests, in memory. */
export interface LocalFlorin {
  readonly url: string;
  close(): Promise<void>;
}

/** Starts a Florin in this process, on a free port. */
export async function startLocal(): Promise<LocalFlorin> {
  const florin = await createFlorin({ storage: ':memory:' });
  const server = await serve(florin, { host: '127.0.0.1', port: 0 });
  return {
    url: server.url,
    async close() {
      await server.stop();
      await florin.close();
    },
  };
}
