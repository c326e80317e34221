/** Runs one call at a time for a client secret: further calls (for example, of a double click) share its result. */
export function createInFlight() {
  const running = new Map<string, Promise<unknown>>();
  return function once<Result>(secret: string, call: () => Promise<Result>): Promise<Result> {
    const before = running.get(secret) as Promise<Result> | undefined;
    if (before) return before;
    const started = call().finally(() => running.delete(secret));
    running.set(secret, started);
    return started;
  };
}
