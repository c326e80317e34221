import { noToll, type PersistentClient, persistentClient, type Toll } from './client.ts';
import { doctor } from './cluster.ts';
import { openEndpoints } from './endpoints.ts';
import { bankAgrees } from './kill-bank.ts';
import { awaitDeliveries } from './kill-deliveries.ts';
import { readBack } from './kill-read-back.ts';
import { type Ledger, newLedger, openShop } from './kill-shop.ts';
import { type Fleet, openFleet, startNode, warmUp } from './nodes.ts';
import { createRandom } from './simulation/random.ts';
import type { TortureOptions, TortureResult } from './torture.ts';

const KEY = 'sk_test_kill';
/** Shops that sell at the same time, each with one request at a time. */
export const SHOPS = 8;
/** Uncommitted outbound calls of a killed node are reversed by others after a minute of the world's time. */
const SETTLED_AFTER = '2m';

/** Nodes that sell, and the attack on them meanwhile. */
export interface Scene {
  readonly data: string;
  readonly nodes: number;
  /** The file of the network's own journal. */
  readonly journal: string;
  readonly attack: (fleet: Fleet, seed: number) => Attack;
  /** Lines that nodes may print about it. */
  readonly expected?: RegExp;
  /** Returns the events that are not waited for, because a killed node has leased their delivery. */
  readonly held?: () => Promise<ReadonlySet<string>>;
}

/** Blows while shops sell. */
export interface Attack {
  readonly blows: number;
  /** Strikes once. `sold` returns the number of acknowledged objects. */
  strike(sold: () => number): Promise<void>;
  /** Counts and measurements, when all is over. */
  figures(): Promise<TortureResult['figures']>;
}

/** Lets shops sell under an attack; then everything that was acknowledged has to be there, once. */
export async function torment(scene: Scene, { seed, size, tell }: TortureOptions): Promise<TortureResult> {
  if (size === 'full') await warmUp();
  const endpoints = await openEndpoints(['well'], seed);
  const start = () => startNode(scene.data, ['--network-journal', scene.journal]);
  const fleet = openFleet(scene.nodes, start, scene.expected);
  const toll = noToll();
  const ledger = newLedger();
  const client = (name: string): PersistentClient =>
    persistentClient(name, { url: fleet.url, key: KEY, toll, hurry: createRandom('hurry', name) });
  const keeper = client('keeper');
  try {
    await fleet.ready();
    const [url = ''] = endpoints.urls;
    const made = await keeper.post('/v1/webhook_endpoints', { url, 'enabled_events[]': '*' });
    await endpoints.learn([String(made?.body.secret)]);

    const deaths = await sellUnder(scene.attack(fleet, seed), fleet, { seed, ledger, client, tell });
    const recovered = performance.now();

    const delivered = await awaitDeliveries(keeper, endpoints, {
      since: recovered,
      tell,
      ...(scene.held && { held: scene.held }),
    });
    const later = await keeper.post('/_florin/clock/advance', { by: SETTLED_AFTER });
    if (later?.status !== 200) ledger.wrong.push(`the clock was not moved: ${later?.status}`);
    const found = await readBack(keeper, ledger);
    await fleet.stop();
    const bank = await bankAgrees(scene, KEY, ledger);
    const books = await doctor(scene.data);
    return {
      figures: {
        ...deaths,
        ...tollFigures(toll, ledger),
        ...found.figures,
        ...bank.figures,
        ...delivered.figures,
      },
      problems: [
        ...ledger.wrong,
        ...(toll.unanswered > 0 ? [`${toll.unanswered} requests got no response`] : []),
        ...found.problems,
        ...bank.problems,
        ...books,
        ...delivered.problems,
        ...fleet.problems(),
      ],
    };
  } finally {
    await fleet.end();
    await endpoints.close();
  }
}

function tollFigures(toll: Toll, ledger: Ledger): TortureResult['figures'] {
  return {
    'requests sent': toll.requests,
    'acknowledged with success': toll.acknowledged,
    'sent again under the same key': toll.retried,
    'answers, by status': Object.entries(toll.statuses)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', '),
    'without a response': toll.unanswered,
    'acknowledged objects': ledger.objects.size,
  };
}

/** Lets shops sell during an attack. At the end every request has a response and all nodes are ready. */
async function sellUnder(
  attack: Attack,
  fleet: Fleet,
  options: {
    seed: number;
    ledger: Ledger;
    client: (name: string) => PersistentClient;
    tell: (line: string) => void;
  },
): Promise<TortureResult['figures']> {
  const { seed, ledger, client, tell } = options;
  let selling = true;
  const shops = Array.from({ length: SHOPS }, async (_, n) => {
    const shop = openShop(client(`shop-${seed}-${n}`), createRandom('shop', seed, n), ledger);
    while (selling) await shop.sell();
  });
  const begun = performance.now();
  for (let blow = 1; blow <= attack.blows; blow++) {
    await attack.strike(() => ledger.objects.size);
    if (blow % 20 === 0) tell(`${blow} blows, ${ledger.objects.size} acknowledged objects`);
  }
  await fleet.ready();
  const seconds = Math.round((performance.now() - begun) / 1000);
  selling = false;
  await Promise.all(shops);
  return { ...(await attack.figures()), 'seconds of it': seconds };
}
