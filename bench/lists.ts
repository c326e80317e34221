import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { load, medianLoad, start } from './processes.ts';
import { PRICES, seed } from './seed.ts';

const FEW = 2_000;
const MANY = 8_000;

/** Lists with a filter that matches nothing, in a small world and in a large one. */
export async function filteredLists({
  florin,
  folder,
  print,
  seconds,
  rounds,
}: {
  readonly florin: string;
  readonly folder: string;
  readonly print: (name: string, figure: string) => void;
  readonly seconds: number;
  readonly rounds: number;
}): Promise<void> {
  const times: number[] = [];
  for (const count of [FEW, MANY]) {
    const data = join(folder, `filtered-${count}`);
    await seed(data, 'sk_test_bench', [PRICES], count);
    const server = await start(florin, ['start', '--port', '0', '--data', data]);
    const ask = (options: { seconds: number }) =>
      load(server.url, 'get', { ...options, connections: 1, target: '/v1/prices?type=recurring' });
    const began = performance.now();
    await fetch(`${server.url}/v1/prices?type=recurring`, { headers: { authorization: 'Bearer sk_test_bench' } });
    const first = Math.round(performance.now() - began);
    await ask({ seconds: 1 });
    const { p50, perSecond } = await medianLoad(rounds, () => ask({ seconds }));
    times.push(p50);
    print(`list by what none of ${count} prices has`, `${perSecond}/s  p50 ${p50} ms  (first ${first} ms)`);
    await server.stop();
    rmSync(data, { recursive: true });
  }
  const [few = 1, many = 1] = times;
  print('cost of a filtered page, large world to small', (many / few).toFixed(2));
}
