import { createManualClock } from '../support/manual-clock.ts';
import { someAtATime } from './at-once.ts';
import type { Form } from './client.ts';
import { type Answer, type Cluster, ENGINES, type Engine, onCluster } from './cluster.ts';
import { createCounts } from './counts.ts';
import { compareWithNetwork } from './network-agrees.ts';
import { PAID, RESERVED } from './payments.ts';
import { type Silences, silentNetwork } from './silent-network.ts';
import { createRandom, type Random } from './simulation/random.ts';
import type { Torture, TortureOptions } from './torture.ts';

const PAYMENTS = { full: 2_000, short: 120 } as const;
const AT_A_TIME = 8;
/** The share of lost responses of the network: normally, and during outages that clients notice. */
const SOMETIMES = 0.1;
const MOSTLY = 0.7;
/** The share of clients that give up after an unknown outcome; the others retry with the same key. */
const GIVE_UP = 0.3;
const MOST_TRIES = 50;
/**
 * Timer leases end after a minute of wall-clock time, and outbound calls are settled after a minute of the world's
 * time.
 */
const MINUTE_MS = 60_000;
const MOST_MINUTES = 20;

/** The calls on a payment, each with a key of its own. */
const STORIES: readonly (readonly ('pay' | 'reserve' | 'capture' | 'part' | 'cancel' | 'refund')[])[] = [
  ['pay'],
  ['pay', 'refund'],
  ['reserve', 'capture', 'refund'],
  ['reserve', 'part'],
  ['reserve', 'cancel'],
];

/** A bank that charges and loses the response. */
export const timeouts: Torture = {
  name: 'timeouts',
  does: 'pays over a network that times out after charging, in 10% of all calls and in spells in most',
  async run(options) {
    const figures: Record<string, number | string> = {};
    const problems: string[] = [];
    for (const engine of ENGINES) {
      const result = await onEngine(engine, options);
      for (const [what, figure] of Object.entries(result.figures)) figures[`${engine}: ${what}`] = figure;
      problems.push(...result.problems.map((what) => `${engine}: ${what}`));
    }
    return { figures, problems };
  },
};

async function onEngine(engine: Engine, { seed, size, tell }: TortureOptions) {
  const { figures, count } = createCounts();
  const wrong: string[] = [];
  const clock = createManualClock();
  const random = createRandom('timeouts', engine, seed);
  let quiet = false;
  let asked = 0;
  // An outage of the network in every fifth hundred of calls.
  const share = () => (quiet ? 0 : Math.floor(asked++ / 100) % 5 === 4 ? MOSTLY : SOMETIMES);
  let silences: Silences | undefined;
  const between: Parameters<typeof onCluster>[2] = {
    clock,
    between(bank) {
      const silent = silentNetwork(bank, random, share);
      silences = silent.silences;
      return silent.network;
    },
  };
  tell(`${engine}: ${PAYMENTS[size]} payments`);
  const found = await onCluster(
    engine,
    async (cluster) => {
      await someAtATime(Array.from({ length: PAYMENTS[size] }).keys(), AT_A_TIME, (n) =>
        live(cluster, n, random, count, (what) => wrong.push(what)),
      );
      quiet = true;
      await settleAll(cluster, clock);
      await compareWithNetwork(cluster, count, (what) => wrong.push(what));
    },
    between,
  );
  // Unknown outcomes are the purpose of this part, so their reports are expected.
  const others = found.filter((problem) => !problem.includes('UnknownOutcomeError'));
  return { figures: { ...silences, ...figures }, problems: [...wrong, ...others] };
}

/** Runs the story of one payment. */
async function live(
  cluster: Cluster,
  n: number,
  random: Random,
  count: (what: string) => void,
  wrong: (what: string) => void,
): Promise<void> {
  const story = STORIES[n % STORIES.length] ?? [];
  let intent = '';
  for (const step of story) {
    const [path, form] = requestOf(step, intent);
    const answer = await insist(cluster, n, { path, form, key: `${n} ${step}`, random, count });
    if (answer === undefined) return count('given up by their clients');
    if (answer.status !== 200)
      return wrong(`${step} of ${intent || n} got the response ${answer.status} ${answer.text}`);
    if (intent === '') intent = (JSON.parse(answer.text) as { id: string }).id;
    count(`done: ${step}`);
  }
}

function requestOf(step: string, intent: string): [path: string, form: Form] {
  const about = `/v1/payment_intents/${intent}`;
  switch (step) {
    case 'pay':
      return ['/v1/payment_intents', PAID];
    case 'reserve':
      return ['/v1/payment_intents', RESERVED];
    case 'part':
      return [`${about}/capture`, { amount_to_capture: '400' }];
    case 'refund':
      return ['/v1/refunds', { payment_intent: intent }];
    default:
      return [`${about}/${step}`, {}];
  }
}

/** Retries with the same key while the outcome is unknown, or gives up (undefined). */
async function insist(
  cluster: Cluster,
  n: number,
  asking: { path: string; form: Form; key: string; random: Random; count: (what: string) => void },
): Promise<Answer | undefined> {
  const { path, form, key, random, count } = asking;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    // Each try goes to the next node.
    const answer = await cluster.call(n + tries, 'POST', path, form, key);
    if (answer.status !== 503 && answer.status !== 429 && answer.status !== 409) return answer;
    count(`responses ${answer.status} for an unknown outcome`);
    if (random.chance(GIVE_UP)) return undefined;
  }
  return undefined;
}

/** Advances the clock until nothing is left to settle. */
async function settleAll({ nodes }: Cluster, clock: ReturnType<typeof createManualClock>): Promise<void> {
  for (let minutes = 0; minutes < MOST_MINUTES; minutes++) {
    clock.move(MINUTE_MS);
    for (const node of nodes) {
      await node.advance('1s');
      await node.settled();
    }
  }
}
