import { someAtATime } from './at-once.ts';
import type { Form } from './client.ts';
import type { Answer, Cluster } from './cluster.ts';
import { PAID, prepare, RESERVED } from './payments.ts';
import { retryWhileLocked } from './retry-while-locked.ts';

/** The number of keys in use at a time, each with all of its requests. */
const KEYS_AT_A_TIME = 8;

interface Asked {
  readonly path: string;
  readonly form: Form;
}

/** Prepares a request for a key; `variant` changes its body. */
type Kind = (cluster: Cluster, node: number) => Promise<(variant: number) => Asked>;

const KINDS: readonly Kind[] = [
  async () => (variant) => ({ path: '/v1/payment_intents', form: { ...PAID, amount: String(1000 + variant) } }),
  async () => (variant) => ({ path: '/v1/payment_intents', form: { ...RESERVED, amount: String(1000 + variant) } }),
  async (cluster, node) => {
    const intent = await prepare(cluster, node, PAID);
    return (variant) => ({ path: '/v1/refunds', form: { payment_intent: intent, amount: String(100 + variant) } });
  },
  async (cluster, node) => {
    const intent = await prepare(cluster, node, RESERVED);
    const path = `/v1/payment_intents/${intent}/capture`;
    return (variant) => ({ path, form: { amount_to_capture: String(500 + variant) } });
  },
  async () => (variant) => ({ path: '/v1/customers', form: { name: `Jenny ${variant}` } }),
];

/**
 * Sends simultaneous requests with one key to all nodes, for many keys. Expects that equal requests with a success have
 * identical responses, and that of different bodies one wins and the others are rejected. The rest get a conflict
 * because the key is in use.
 */
export async function stormOfKeys(
  cluster: Cluster,
  { keys, requests, bodies }: { keys: number; requests: number; bodies: 'equal' | 'different' },
  count: (what: string, by?: number) => void,
  wrong: (what: string) => void,
): Promise<void> {
  await someAtATime(Array(keys).keys(), KEYS_AT_A_TIME, async (n) => {
    const key = `${bodies} ${n}`;
    const kind = KINDS[n % KINDS.length];
    if (!kind) throw new Error('There is no such kind of request.');
    const asked = await kind(cluster, n);
    // Different bodies are sent twice each.
    const variantOf = (request: number) => (bodies === 'equal' ? 0 : Math.floor(request / 2));
    const send = (request: number): Promise<Answer> => {
      const { path, form } = asked(variantOf(request));
      return retryWhileLocked(() => cluster.call(n + request, 'POST', path, form, key), count);
    };
    const answers = await Promise.all(Array.from({ length: requests }, (_, request) => send(request)));
    count('requests with keys', requests);
    const won = new Set<number>();
    const texts = new Set<string>();
    for (const [request, answer] of answers.entries()) {
      count(`  ${bodies} bodies, response: ${meaningOf(answer)}`);
      if (answer.status === 200) {
        won.add(variantOf(request));
        texts.add(answer.text);
      } else if (!mayLose(answer, bodies)) wrong(`${key}: ${answer.status} ${answer.text}`);
    }
    if (texts.size !== 1) wrong(`${key}: ${texts.size} different answers of success`);
    if (won.size !== 1) wrong(`${key}: ${won.size} bodies succeeded`);
    const [winner] = won;
    const [text] = texts;
    if (winner === undefined) return;
    await asksAgain(winner * (bodies === 'equal' ? 1 : 2));
    if (bodies === 'different') await asksForSomethingElse((winner + 1) * 2);

    /** Expects that later retries have the same response on every node. */
    async function asksAgain(request: number): Promise<void> {
      for (const node of cluster.nodes.keys()) {
        const { path, form } = asked(variantOf(request));
        const again = await retryWhileLocked(() => cluster.call(node, 'POST', path, form, key), count);
        if (again.status !== 200 || again.text !== text || again.headers.get('idempotent-replayed') !== 'true')
          wrong(`${key}: a retry got the response ${again.status} ${again.text} instead of ${text}`);
      }
    }

    async function asksForSomethingElse(request: number): Promise<void> {
      const other = await send(request);
      if (meaningOf(other) !== OTHER_BODY) wrong(`${key}: another body got the response ${other.status} ${other.text}`);
    }
  });
}

const OTHER_BODY = '400 idempotency_error';
const IN_USE = '409 idempotency_key_in_use';

function mayLose(answer: Answer, bodies: 'equal' | 'different'): boolean {
  const meaning = meaningOf(answer);
  return meaning === IN_USE || (bodies === 'different' && meaning === OTHER_BODY);
}

function meaningOf({ status, headers, text }: Answer): string {
  if (status === 200) return headers.has('idempotent-replayed') ? '200 again' : '200';
  const { error } = JSON.parse(text) as { error: { type: string; code?: string } };
  return `${status} ${error.code ?? error.type}`;
}
