/** The expected response: its status and the parts that the model covers. */
export interface Expected {
  readonly status: number;
  /** The error code, or null for an error without one; only for errors. */
  readonly code?: string | null;
  /** Compared with the response's content, as JSON; only for successes. */
  readonly shown?: unknown;
}

/** A possible state, with the decisions under Idempotency-Keys whose responses were lost. */
export interface Branch<State> {
  readonly state: State;
  readonly decided: Readonly<Record<string, Expected>>;
}

/** A request and its response. Its key has not been answered before. */
export interface Asked<Command> {
  readonly command: Command;
  /** The world's time of the decision, in milliseconds. */
  readonly atMs: number;
  readonly key: string | null;
  /** Null if the process crashed before it responded. */
  readonly answer: Observed | null;
}

/** The compared parts of a response. */
export interface Observed {
  readonly status: number;
  readonly code: string | null;
  readonly shown: unknown;
}

/** The rules of a type of object. Pure functions. */
export interface Rules<State, Command> {
  /** Returns the expected response to a command and the next state. */
  apply(state: State, command: Command, atMs: number): { readonly expected: Expected; readonly state: State };
}

/** Statuses that mean that nothing was done for now: the object is locked, or a bank does not respond. */
const BUSY: readonly number[] = [409, 429, 503];
/** With more possible states than this the model is useless. */
const MOST = 4_000;

/**
 * Returns the possible states after simultaneous requests: every order that explains all responses. Unanswered requests
 * may or may not have happened. Empty if no order explains the responses.
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

function isBusy({ status }: Observed): boolean {
  return BUSY.includes(status);
}

function explains(expected: Expected, { status, code, shown }: Observed): boolean {
  if (expected.status !== status) return false;
  if (status !== 200) return (expected.code ?? null) === code;
  return expected.shown === undefined || JSON.stringify(expected.shown) === JSON.stringify(shown);
}

/** Removes duplicate possibilities. */
export function unique<State>(branches: readonly Branch<State>[]): Branch<State>[] {
  if (branches.length < 2) return [...branches];
  return [...new Map(branches.map((branch) => [JSON.stringify(branch), branch])).values()];
}
