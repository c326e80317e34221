import { BILLING_OPERATIONS } from './crash-points/billing-operations.ts';
import type { Crash } from './crash-points/blade.ts';
import { type Case, CLIENTS, type Client, type Ended, play } from './crash-points/case.ts';
import { CONNECT_OPERATIONS } from './crash-points/connect-operations.ts';
import { type Operation, PAYMENT_OPERATIONS } from './crash-points/operations.ts';
import { type Engine, openStage, type Stage } from './crash-points/stage.ts';
import { createRandom } from './simulation/random.ts';
import type { Torture, TortureOptions } from './torture.ts';

const OPERATIONS: readonly Operation[] = [...PAYMENT_OPERATIONS, ...CONNECT_OPERATIONS, ...BILLING_OPERATIONS];

/** Calls that only read: a crash at one of them is equivalent to a crash at the preceding write. */
const LOOKS = /^storage (read|list|count|newest|next|flushed|bookBalances|postingsOf|sumOf|unindexed|search)/;

/** Number of cases per operation and client in which the recovering process crashes as well. */
const PAIRS = { short: 1, full: 25 } as const;
const MOST_CALLS_OF_THE_NEXT = 30;
/** In the short size, operations with more calls crash at as many that are drawn. */
const MOST_CALLS_WHEN_SHORT = 10;

type Count = (what: string, by?: number) => void;
type Wrong = (what: string) => void;

/** The worlds to compare with: in one the operation happened once, in the other never. */
interface Worlds {
  readonly once: Ended;
  readonly never: Ended;
}

/** Crashes the process before and after every outside call of every operation. */
export const crashPoints: Torture = {
  name: 'crash-points',
  does: 'ends the process at every call that a payment, refund, transfer, payout, invoice, renewal or expiry makes; one effect each',
  async run(options) {
    const figures: Record<string, number | string> = {};
    const problems: string[] = [];
    const engines: readonly Engine[] = options.size === 'full' ? ['a file', 'PostgreSQL'] : ['a file'];
    for (const engine of engines) {
      const count: Count = (what, by = 1) => {
        const place = `${engine}: ${what}`;
        figures[place] = Number(figures[place] ?? 0) + by;
      };
      const wrong: Wrong = (what) => problems.push(`${engine}: ${what}`);
      for (const effects of ['boundaries', 'crashes', 'effects doubled', 'effects lost']) count(effects, 0);
      const stage = await openStage(engine, wrong);
      try {
        for (const operation of OPERATIONS) await endEverywhere(stage, engine, operation, options, count, wrong);
        for (const difference of await stage.examine()) wrong(difference);
      } finally {
        await stage.remove();
      }
    }
    return { figures, problems };
  },
};

async function endEverywhere(
  stage: Stage,
  engine: Engine,
  operation: Operation,
  { seed, size, tell }: TortureOptions,
  count: Count,
  wrong: Wrong,
): Promise<void> {
  // Every call on a file; only writes where a case takes longer or time is short.
  const counts = size === 'full' && engine === 'a file' ? () => true : (call: string) => !LOOKS.test(call);
  const random = createRandom(seed, 'crash points', operation.name);
  count('operations');
  for (const remote of [true, false]) {
    for (const client of CLIENTS) {
      if (!isPromised(operation, client, remote)) continue;
      // The short size has one client per operation.
      if (size === 'short' && client !== shortClient(operation, random.fraction())) continue;
      if (size === 'short' && !remote) continue;
      const played = { operation, client, remote };
      const told: Wrong = (what) => wrong(`${nameOf(played)}: ${what}`);
      const worlds = {
        once: await play(stage, { ...played, crashes: [] }, counts, told),
        never: await play(stage, played, counts, told),
      };
      // Operations of the clock happen even if they were never started.
      if (operation.happened && worlds.once.state === worlds.never.state) told('nothing happens where it is not ended');
      const { calls } = worlds.once;
      count('boundaries', calls.length * 2);
      const isDrawn = size === 'short' && calls.length > MOST_CALLS_WHEN_SHORT;
      const crashPoints: readonly Crash[] = isDrawn
        ? Array.from({ length: MOST_CALLS_WHEN_SHORT }, () => ({
            at: 1 + random.below(calls.length),
            made: random.chance(0.5),
          }))
        : calls.flatMap((_, n) => [false, true].map((made) => ({ at: n + 1, made })));
      for (const crash of crashPoints) {
        await endAt(stage, { ...played, crashes: [crash] }, { counts, calls, worlds }, count, wrong);
      }
      for (let pair = 0; pair < PAIRS[size]; pair++) {
        const crashes = [calls.length, MOST_CALLS_OF_THE_NEXT].map((calls) => ({
          at: 1 + random.below(calls),
          made: random.chance(0.5),
        }));
        await endAt(stage, { ...played, crashes }, { counts, calls, worlds }, count, wrong);
      }
    }
  }
  tell(`${engine}: ${operation.name}`);
}

/**
 * True if the result must equal one of the two worlds. A network inside the process loses its memory in a crash, so
 * then only a client with a key can rely on it. Operations of the clock have no client.
 */
function isPromised(operation: Operation, client: Client, remote: boolean): boolean {
  if (!operation.happened) return client === 'never again' && remote;
  return remote || client === 'same key';
}

function shortClient(operation: Operation, drawn: number): Client {
  return operation.happened ? (CLIENTS[Math.floor(drawn * CLIENTS.length)] ?? 'same key') : 'never again';
}

async function endAt(
  stage: Stage,
  played: Case & { readonly crashes: readonly Crash[] },
  expected: { counts: (call: string) => boolean; calls: readonly string[]; worlds: Worlds },
  count: Count,
  wrong: Wrong,
): Promise<void> {
  const [{ at, made } = { at: 0, made: false }, next] = played.crashes;
  const { once, never } = expected.worlds;
  const also = next ? `, and the next process ${next.made ? 'after' : 'before'} its call ${next.at}` : '';
  const told: Wrong = (what) =>
    wrong(`${nameOf(played)}: ended ${made ? 'after' : 'before'} ${at} ${expected.calls[at - 1]}${also}: ${what}`);
  const ended = await play(stage, played, expected.counts, told);
  if (ended.crashed === 0) return count('crashes that came too late');
  count('crashes', ended.crashed);
  if (ended.crashed > 1) count('  of these of the process that puts it right');
  const mayNotHaveHappened = played.client === 'never again' && played.operation.happened !== undefined;
  if (ended.state === once.state || (mayNotHaveHappened && ended.state === never.state)) {
    if (played.client === 'same key' && ended.answer !== once.answer)
      told(`the client got the response ${ended.answer}`);
    return count(ended.state === once.state ? '  after which it happened once' : '  after which it never happened');
  }
  count(ended.state.length > once.state.length ? 'effects doubled' : 'effects lost');
  told(`it came to\n${differing(ended.state, once.state)}`);
}

function nameOf({ operation, client, remote }: Case): string {
  return `${operation.name}, client: ${client}${remote ? '' : ', network in the process'}`;
}

/** Returns the lines that differ. */
function differing(there: string, expected: string): string {
  const [a, b] = [there.split('\n'), expected.split('\n')];
  const without = (lines: readonly string[], others: readonly string[]) => {
    const rest = [...others];
    return lines.filter((line) => {
      const at = rest.indexOf(line);
      if (at >= 0) rest.splice(at, 1);
      return at < 0;
    });
  };
  return [...without(a, b).map((line) => `  has ${line}`), ...without(b, a).map((line) => `  misses ${line}`)].join(
    '\n',
  );
}
