import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Engine } from '../../kernel/engine.ts';
import type { Observer } from '../../kernel/observer.ts';
import { UnavailableError } from '../../kernel/storage.ts';

/** Seconds. Most answers take a few milliseconds; above ten seconds nothing is told apart. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Counts what happens in this process, for Prometheus. */
export interface Metrics {
  readonly observer: Observer;
  /** All of it in Prometheus' text form, with what the engine says of timers at this moment. */
  text(engine: Engine): Promise<string>;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const counter = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name, help, labelNames, registers });
  const histogram = <Label extends string = never>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Histogram({ name, help, labelNames, registers, buckets: BUCKETS });

  const requests = counter('florin_requests_total', 'Requests of the API that were answered.', [
    'method',
    'path',
    'status',
  ]);
  const seconds = histogram('florin_request_duration_seconds', 'From the request to its answer.', ['method', 'path']);
  const declines = counter('florin_declines_total', 'Payments that were declined.', ['code', 'decline_code']);
  const replays = counter('florin_idempotent_replays_total', 'Answers given again under an Idempotency-Key.');
  const commits = histogram('florin_commit_duration_seconds', 'From asking for a commit until it is on disk.');
  const reruns = counter('florin_commit_conflicts_total', 'Decisions that were run again after a conflict.');
  const deliveries = counter('florin_webhook_deliveries_total', 'Attempts to deliver a webhook.', ['outcome']);
  const failures = counter('florin_failures_total', "Errors that are Florin's own fault.");
  const lag = new Gauge({
    name: 'florin_timer_lag_seconds',
    help: 'How long the timer that is due longest has been waiting to be claimed.',
    registers,
  });
  for (const outcome of ['delivered', 'refused', 'unanswered']) deliveries.inc({ outcome }, 0);

  return {
    observer: {
      request({ method, path, status, ms, replayed, errorType, errorCode, declineCode }) {
        // A path that does not exist is anybody's invention: it would be a series of its own each time.
        const place = { method: path === null ? 'any' : method, path: path ?? 'unknown' };
        requests.inc({ ...place, status });
        seconds.observe(place, ms / 1000);
        if (errorType === 'card_error') declines.inc({ code: errorCode ?? '', decline_code: declineCode ?? '' });
        if (replayed) replays.inc();
      },
      commit: (ms) => commits.observe(ms / 1000),
      rerun: () => reruns.inc(),
      delivery: (status) => deliveries.inc({ outcome: outcomeOf(status) }),
      failure: () => failures.inc(),
    },
    async text(engine) {
      lag.set((await lagOf(engine)) / 1000);
      return registry.metrics();
    },
  };
}

/** Milliseconds; not a number while the database is away, which must not keep the rest from being told. */
async function lagOf({ storage, clock }: Engine): Promise<number> {
  const now = clock.now();
  try {
    const next = await storage.nextWake(now);
    return next === undefined ? 0 : Math.max(0, now - next);
  } catch (error) {
    if (error instanceof UnavailableError) return Number.NaN;
    throw error;
  }
}

function outcomeOf(status: number | null): 'delivered' | 'refused' | 'unanswered' {
  if (status === null) return 'unanswered';
  return status >= 200 && status < 300 ? 'delivered' : 'refused';
}
