import { type Cluster, ENGINES, type Engine, onCluster } from './cluster.ts';
import { compareWithNetwork } from './network-agrees.ts';
import { stormOfCalls } from './storm-of-calls.ts';
import { stormOfKeys } from './storm-of-keys.ts';
import { stormOfTransfers } from './storm-of-transfers.ts';
import type { Torture, TortureOptions } from './torture.ts';

const SIZES = {
  full: { keys: 1_000, requests: 50, payments: 500, rounds: 200 },
  short: { keys: 10, requests: 20, payments: 10, rounds: 4 },
} as const;

/** Sends many simultaneous requests of which one may take effect. */
export const storms: Torture = {
  name: 'storms',
  does: 'sends every Idempotency-Key many times at once; captures, refunds and cancels payments twice at once; spends the same funds several times at once',
  async run(options) {
    const figures: Record<string, number | string> = {};
    const problems: string[] = [];
    for (const engine of ENGINES) {
      const count = (what: string, by = 1) => {
        const place = `${engine}: ${what}`;
        figures[place] = Number(figures[place] ?? 0) + by;
      };
      const wrong = (what: string) => problems.push(`${engine}: ${what}`);
      const found = await onCluster(engine, (cluster) => storm(cluster, engine, options, count, wrong));
      problems.push(...found.map((what) => `${engine}: ${what}`));
    }
    return { figures, problems };
  },
};

async function storm(
  cluster: Cluster,
  engine: Engine,
  { size, tell }: TortureOptions,
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  const { keys, requests, payments, rounds } = SIZES[size];
  for (const bodies of ['equal', 'different'] as const) {
    tell(`${engine}: ${keys} keys, ${requests} requests at once with each, ${bodies} bodies`);
    await stormOfKeys(cluster, { keys, requests, bodies }, count, wrong);
  }
  tell(`${engine}: ${payments} payments captured, refunded and canceled twice at once, and as many by pairs`);
  await stormOfCalls(cluster, payments, count, wrong);
  tell(`${engine}: ${rounds} transfers, reversals and refunds of shared payments at once`);
  await stormOfTransfers(cluster, rounds, count, wrong);
  await compareWithNetwork(cluster, count, wrong);
}
