/** What is expected of an answer: its status, and of what it shows the parts that the model knows. */
export interface Expected {
  readonly status: number;
  /** The code of an error, null for one without; only when it is refused. */
  readonly code?: string | null;
  /** Compared with what is read from the answer, as JSON; only when it is not refused. */
  readonly shown?: unknown;
}

/** One thing that may be so: the state, and what was decided under Idempotency-Keys whose answers nobody has heard. */
export interface Branch<State> {
  readonly state: State;
  readonly decided: Readonly<Record<string, Expected>>;
}

/** What a request asks for, and what came of it. Its key is one under which nothing has been answered before. */
export interface Asked<Command> {
  readonly command: Command;
  /** The world's time at which it is decided, in milliseconds. */
  readonly atMs: number;
  readonly key: string | null;
  /** Null when nobody was told: the process died. */
  readonly answer: Told | null;
}

/** An answer, as far as it is compared. */
export interface Told {
  readonly status: number;
  readonly code: string | null;
  readonly shown: unknown;
}

/** What the rules say about a kind of thing. Pure. */
export interface Rules<State, Command> {
  /** What a command comes to. */
  apply(state: State, command: Command, atMs: number): { readonly expected: Expected; readonly state: State };
}

/** Statuses that say that nothing was done, and why now is not the time: somebody else is at it, or a bank is silent. */
const BUSY: readonly number[] = [409, 429, 503];
/** More possibilities than this are no knowledge. */
const MOST = 4_000;

/**
 * What may be so after requests that were made at the same time: every order of them that explains all answers. Of those
 * that were never answered nobody knows whether they happened. Nothing is left when no order explains the answers.
 */
export function after<State, Command>(
  rules: Rules<State, Command>,
  before: readonly Branch<State>[],
  asked: readonly Asked<Command>[],
): Branch<State>[] {
  const heard = asked.flatMap(({ key, answer }) => (key !== null && answer !== null && !isBusy(answer) ? [key] : []));
  return unique(inAnyOrder(rules, before, asked).map((branch) => without(branch, heard)));
}

function without<State>({ state, decided }: Branch<State>, keys: readonly string[]): Branch<State> {
  return { state, decided: Object.fromEntries(Object.entries(decided).filter(([key]) => !keys.includes(key))) };
}

function inAnyOrder<State, Command>(
  rules: Rules<State, Command>,
  before: readonly Branch<State>[],
  asked: readonly Asked<Command>[],
): Branch<State>[] {
  if (asked.length === 0) return [...before];
  const found: Branch<State>[] = [];
  for (const [index, next] of asked.entries()) {
    const rest = asked.filter((_, other) => other !== index);
    found.push(...inAnyOrder(rules, afterOne(rules, before, next), rest));
  }
  const distinct = unique(found);
  if (distinct.length > MOST) throw new Error(`${distinct.length} things may be so`);
  return distinct;
}

function afterOne<State, Command>(
  rules: Rules<State, Command>,
  before: readonly Branch<State>[],
  { command, atMs, key, answer }: Asked<Command>,
): Branch<State>[] {
  if (answer !== null && isBusy(answer)) return [...before];
  const happened = before.flatMap((branch) => {
    const known = key === null ? undefined : branch.decided[key];
    const { expected, state } = known
      ? { expected: known, state: branch.state }
      : rules.apply(branch.state, command, atMs);
    if (answer !== null && !explains(expected, answer)) return [];
    return [{ state, decided: key === null ? branch.decided : { ...branch.decided, [key]: expected } }];
  });
  return answer === null ? unique([...before, ...happened]) : happened;
}

function isBusy({ status }: Told): boolean {
  return BUSY.includes(status);
}

function explains(expected: Expected, { status, code, shown }: Told): boolean {
  if (expected.status !== status) return false;
  if (status !== 200) return (expected.code ?? null) === code;
  return expected.shown === undefined || JSON.stringify(expected.shown) === JSON.stringify(shown);
}

/** The same possibilities, each once. */
export function unique<State>(branches: readonly Branch<State>[]): Branch<State>[] {
  if (branches.length < 2) return [...branches];
  return [...new Map(branches.map((branch) => [JSON.stringify(branch), branch])).values()];
}
