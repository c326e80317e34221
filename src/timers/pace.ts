/**
 * Returns a function that resolves once the event loop has gone round since the last caller went on. Timers start at this
 * pace when many are due: each takes a millisecond or so of computing, and requests are read between two of them.
 */
export function createPace(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    return last;
  };
}
