import type { Metric, Registry } from 'prom-client';
import type { Engine } from '../../kernel/engine.ts';
import type { Observer } from '../../kernel/observer.ts';
import { UnavailableError } from '../../kernel/storage.ts';
import { createCounter, createHistogram, type Series } from './series.ts';

/** Bucket bounds in seconds. Most responses take a few milliseconds; the last bound is ten seconds. */
const BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10];

/** Counts what happens in this process, for Prometheus. */
export interface Metrics {
  readonly observer: Observer;
  /** Returns all metrics in Prometheus' text format, including the engine's current timers. */
  text(engine: Engine): Promise<string>;
}

export function createMetrics(): Metrics {
  const counter = (name: string, help: string, labels?: readonly string[]) =>
    createCounter({ name, help, ...(labels && { labels }) });
  const histogram = (name: string, help: string, labels?: readonly string[]) =>
    createHistogram({ name, help, ...(labels && { labels }) }, BUCKETS);

  const requests = counter('florin_requests_total', 'API requests that were answered.', ['method', 'path', 'status']);
  const seconds = histogram('florin_request_duration_seconds', 'Time from a request to its response.', [
    'method',
    'path',
  ]);
  const declines = counter('florin_declines_total', 'Payments that were declined.', ['code', 'decline_code']);
  const replays = counter('florin_idempotent_replays_total', 'Responses replayed under an Idempotency-Key.');
  const commits = histogram('florin_commit_duration_seconds', 'Time from requesting a commit until it is on disk.');
  const reruns = counter('florin_commit_conflicts_total', 'Units of work that were rerun after a conflict.');
  const deliveries = createCounter(
    { name: 'florin_webhook_deliveries_total', help: 'Attempts to deliver a webhook.', labels: ['outcome'] },
    ['delivered', 'refused', 'unanswered'],
  );
  const failures = counter('florin_failures_total', 'Internal errors of Florin.');
  const series = [requests, seconds, declines, replays, commits, reruns, deliveries, failures];
  let registry: ReturnType<typeof openRegistry> | undefined;

  return {
    observer: {
      request({ method, path, status, ms, replayed, errorType, errorCode, declineCode }) {
        // Unknown paths share one label: each would otherwise create a series.
        const known = path === null ? 'any' : method;
        const place = path ?? 'unknown';
        requests.inc(known, place, String(status));
        seconds.observe(ms / 1000, known, place);
        if (errorType === 'card_error') declines.inc(errorCode ?? '', declineCode ?? '');
        if (replayed) replays.inc();
      },
      commit: (ms) => commits.observe(ms / 1000),
      rerun: () => reruns.inc(),
      delivery: (status) => deliveries.inc(outcomeOf(status)),
      failure: () => failures.inc(),
    },
    async text(engine) {
      // Process metrics are collected from the first scrape on.
      registry ??= openRegistry([...series, lagSeries(engine), failedSeries(engine)]);
      return (await registry).metrics();
    },
  };
}

/** Florin's own metrics, and those of memory, CPU, event loop and garbage collection from now on. */
async function openRegistry(series: readonly Series[]): Promise<Registry> {
  const { collectDefaultMetrics, Registry } = await import('prom-client');
  const registry = new Registry();
  for (const { name, help, type, values } of series) {
    // A registry accepts any object with the shape of its metrics.
    const get = async () => ({ name, help, type, aggregator: 'sum', values: await values() });
    registry.registerMetric({ name, get } as unknown as Metric);
  }
  collectDefaultMetrics({ register: registry });
  return registry;
}

function lagSeries(engine: Engine): Series {
  return {
    name: 'florin_timer_lag_seconds',
    help: 'Time that the oldest due timer has been waiting to be claimed.',
    type: 'gauge',
    values: async () => [{ value: (await lagOf(engine)) / 1000, labels: {} }],
  };
}

function failedSeries({ storage }: Engine): Series {
  return {
    name: 'florin_failed_timers',
    help: 'Timers that have failed: those that are tried again, and dead ones (florin timers list).',
    labels: ['state'],
    type: 'gauge',
    values: async () => {
      const failed = await storage.countFailedTimers().catch((error: unknown) => {
        if (error instanceof UnavailableError) return { retrying: Number.NaN, dead: Number.NaN };
        throw error;
      });
      return Object.entries(failed).map(([state, value]) => ({ value, labels: { state } }));
    },
  };
}

/** Milliseconds; NaN while the database is unreachable, so that the other metrics still work. */
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
