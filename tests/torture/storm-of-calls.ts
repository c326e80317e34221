import { someAtATime } from './at-once.ts';
import type { Answer, Cluster } from './cluster.ts';
import { PAID, prepare, RESERVED } from './payments.ts';
import { retryWhileLocked } from './retry-while-locked.ts';

const PAYMENTS_AT_A_TIME = 8;

type Verb = 'capture' | 'refund' | 'cancel';

/** The call that may have won when all are done, with the payment's final status. */
const ENDS: Readonly<Record<string, string>> = {
  capture: 'succeeded',
  'capture refund': 'succeeded',
  cancel: 'canceled',
  // Refunding an authorization releases it.
  refund: 'canceled',
};

/** Simultaneous calls on an authorized or a paid payment. */
const MIXES: readonly { readonly verbs: readonly Verb[]; readonly paid?: true }[] = [
  { verbs: ['capture', 'capture'] },
  { verbs: ['refund', 'refund'], paid: true },
  { verbs: ['refund', 'refund'] },
  { verbs: ['cancel', 'cancel'] },
  { verbs: ['capture', 'cancel'] },
  { verbs: ['capture', 'refund'] },
  { verbs: ['refund', 'cancel'] },
];
const ALL: (typeof MIXES)[number] = { verbs: ['capture', 'refund', 'cancel', 'capture', 'refund', 'cancel'] };

/** Makes simultaneous calls on payments: all six calls on each of `payments`, and pairs of calls on as many. */
export async function stormOfCalls(
  cluster: Cluster,
  payments: number,
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  const mixes = Array.from({ length: 2 * payments }, (_, n) => (n < payments ? ALL : MIXES[n % MIXES.length]) ?? ALL);
  await someAtATime(mixes.entries(), PAYMENTS_AT_A_TIME, async ([n, { verbs, paid }]) => {
    const intent = await prepare(cluster, n, paid ? PAID : RESERVED);
    // The order changes from payment to payment.
    const turned = verbs.map((_, place) => verbs[(place + n) % verbs.length] as Verb);
    const answers = await Promise.all(
      turned.map((verb, place) => retryWhileLocked(() => make(cluster, n + place, verb, intent), count)),
    );
    count('calls at once', verbs.length);
    const won: Verb[] = [];
    for (const [place, answer] of answers.entries()) {
      const verb = turned[place] as Verb;
      if (answer.status === 200) won.push(verb);
      else if (answer.status !== 400) wrong(`${intent}: ${verb} got the response ${answer.status} ${answer.text}`);
    }
    const winners = won.sort().join(' ');
    count(`  won: ${paid ? '(paid) ' : ''}${winners}`);
    const status = await statusOf(cluster, n, intent);
    const expected = paid ? (winners === 'refund' ? 'succeeded' : undefined) : ENDS[winners];
    if (status !== expected) wrong(`${intent}: of ${verbs.join(', ')} won: ${winners}; it is ${status}`);
  });
}

function make(cluster: Cluster, node: number, verb: Verb, intent: string): Promise<Answer> {
  if (verb === 'refund') return cluster.call(node, 'POST', '/v1/refunds', { payment_intent: intent });
  return cluster.call(node, 'POST', `/v1/payment_intents/${intent}/${verb}`);
}

async function statusOf(cluster: Cluster, node: number, intent: string): Promise<string> {
  const { text } = await cluster.call(node, 'GET', `/v1/payment_intents/${intent}`);
  return (JSON.parse(text) as { status: string }).status;
}
