import { ticks } from './clock.ts';
import type { Observer } from './observer.ts';
import { type Trouble, UnavailableError } from './storage.ts';

/** Receives an internal error and a description of the work that failed. */
export type Report = (error: unknown, doing: string) => void;

/** Storage outages affect every request: log each kind at most once per interval. */
const LOG_AGAIN_MS = 60_000;

/** Counts each error, and passes it to `report` or to the console. */
export function createReport({
  observer,
  report = createConsoleReport(),
}: {
  observer?: Observer;
  report?: Report;
}): Report {
  return (error, doing) => {
    observer?.failure?.();
    report(error, doing);
  };
}

function createConsoleReport(): Report {
  const logged = new Map<Trouble, number>();
  return (error, doing) => {
    if (!(error instanceof UnavailableError)) {
      console.error(`florin: ${doing} failed:`, error);
      return;
    }
    const now = ticks();
    if (now - (logged.get(error.trouble) ?? Number.NEGATIVE_INFINITY) < LOG_AGAIN_MS) return;
    logged.set(error.trouble, now);
    // An outage's stack trace adds nothing.
    console.error(`florin: ${doing} failed: ${error.message}`);
  };
}
