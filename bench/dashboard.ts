import { join } from 'node:path';
import { accountOf } from '../src/api/authenticate.ts';
import { load, medianLoad, start } from './processes.ts';
import { PAYMENT_INTENTS, seed } from './seed.ts';

const FEW = 1_000;
const KEY = 'sk_test_bench';
/** The tabs of the list of payments; '' is all of them. */
const TABS = ['', 'succeeded', 'refunded', 'disputed', 'failed', 'uncaptured', 'incomplete', 'canceled'];

/** `npm run bench -- --dashboard`: the list of payments by tab, in a small world and in one of `many` payments. */
export async function dashboard({
  florin,
  folder,
  print,
  seconds,
  rounds,
  many,
}: {
  readonly florin: string;
  readonly folder: string;
  readonly print: (name: string, figure: string) => void;
  readonly seconds: number;
  readonly rounds: number;
  readonly many: number;
}): Promise<void> {
  const small = new Map<string, number>();
  for (const count of [FEW, many]) {
    const data = join(folder, `dashboard-${count}`);
    await seed(data, KEY, [PAYMENT_INTENTS], count);
    const server = await start(florin, ['start', '--port', '0', '--data', data]);
    const world = `/_florin/worlds/${accountOf(KEY)}`;
    // The code of the dashboard is loaded with its first request.
    await fetch(`${server.url}${world}/payments`, { headers: { authorization: `Bearer ${KEY}` } });
    for (const tab of TABS) {
      const target = `${world}/payments${tab && `?state=${tab}`}`;
      const ask = (options: { seconds: number }) => load(server.url, 'get', { ...options, connections: 1, target });
      await ask({ seconds: 1 });
      const { p50 } = await medianLoad(rounds, () => ask({ seconds }));
      const before = small.get(tab);
      small.set(tab, before ?? p50);
      const times = before === undefined ? '' : `, ${(p50 / before).toFixed(2)} × that of ${FEW}`;
      print(`dashboard: ${tab || 'all'} of ${count} payments`, `p50 ${p50} ms${times}`);
    }
    await server.stop();
  }
}
