/** Runs one call for a client secret at a time: whoever asks again meanwhile (a double click) gets the same answer. */
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
