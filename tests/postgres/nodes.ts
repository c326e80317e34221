import Stripe from 'stripe';
import { createFlorin, type Florin, type FlorinOptions } from '../../src/florin.ts';
import type { Network } from '../../src/network/network.ts';
import { createSimulator } from '../../src/network/simulator/simulator.ts';
import { createManualClock } from '../support/manual-clock.ts';
import { takeDatabase } from '../support/postgres.ts';

export const CARD = {
  amount: 1000,
  currency: 'usd',
  payment_method: 'pm_card_visa',
  confirm: true,
  automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
} as const satisfies Stripe.PaymentIntentCreateParams;

export interface Node {
  readonly florin: Florin;
  readonly stripe: Stripe;
}

export interface Nodes {
  readonly nodes: readonly Node[];
  readonly clock: ReturnType<typeof createManualClock>;
  readonly url: string;
  join(options?: Partial<FlorinOptions>): Promise<Node>;
  /** Resolves when no node has work left. */
  settled(): Promise<void>;
}

/** Runs a story on several Florins that share a database, a network and a clock; then audits the books. */
export async function withNodes(count: number, story: (nodes: Nodes) => Promise<void>): Promise<void> {
  const database = await takeDatabase();
  const clock = createManualClock();
  const network = createSimulator();
  const problems: string[] = [];
  const nodes: Node[] = [];
  const join = async (options: Partial<FlorinOptions> = {}) => {
    const node = await openNode({ url: database.url, clock, network, problems }, options);
    nodes.push(node);
    return node;
  };
  try {
    for (let n = 0; n < count; n++) await join();
    await story({
      nodes,
      clock,
      url: database.url,
      join,
      settled: async () => void (await Promise.all(nodes.map(({ florin }) => florin.settled()))),
    });
    const [first] = nodes;
    if (first) problems.push(...(await imbalances(first.florin)));
  } finally {
    await Promise.all(nodes.map(({ florin }) => florin.close()));
    await database.drop();
  }
  if (problems.length > 0) throw new Error(problems.join('\n'));
}

async function openNode(
  shared: { url: string; clock: Nodes['clock']; network: Network; problems: string[] },
  options: Partial<FlorinOptions>,
): Promise<Node> {
  const florin = await createFlorin({
    storage: shared.url,
    clock: shared.clock,
    network: shared.network,
    report: (error, doing) => shared.problems.push(`${doing}: ${error instanceof Error ? error.stack : String(error)}`),
    ...options,
  });
  return { florin, stripe: clientOf(florin) };
}

/** The official SDK, connected to one node. */
export function clientOf(florin: Florin, key = 'sk_test_nodes'): Stripe {
  return new Stripe(key, {
    host: '127.0.0.1',
    port: 12111,
    protocol: 'http',
    httpClient: Stripe.createFetchHttpClient((input, init) => florin.fetch(input as string, init)),
    maxNetworkRetries: 0,
    telemetry: false,
  });
}

async function imbalances({ engine }: Florin): Promise<string[]> {
  const problems: string[] = [];
  for (const world of engine.worlds.known()) {
    for (const { currency, amount } of await engine.storage.sumOfAllPostings(world)) {
      if (amount !== 0) problems.push(`the books of ${world} are off by ${amount} ${currency}`);
    }
  }
  return problems;
}
