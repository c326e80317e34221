/**
 * Numbers by labels. They are counted where every payment passes, so counting is a look into a map and an addition; what
 * a scrape needs besides is worked out when there is one, and written by `prom-client`.
 */

/** One line of a metric, as `prom-client` takes it. */
interface Value {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
  /** Suffix, if the name differs from the metric's, such as `…_bucket`. */
  readonly metricName?: string;
}

/** A metric's name, help and type. */
interface About {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** A metric as `prom-client` shows it. */
export interface Series extends About {
  readonly type: 'counter' | 'gauge' | 'histogram';
  values(): Value[] | Promise<Value[]>;
}

interface Counter extends Series {
  /** Counts one more under these values of its labels, in the order of its label names. */
  inc(...values: string[]): void;
}

interface Histogram extends Series {
  observe(value: number, ...values: string[]): void;
}

/** Cannot be in a label: methods, paths and codes are printable. */
const BETWEEN_VALUES = '\n';

/** A counter. Without labels it starts at 0; with one label, so do the given values of it. */
export function createCounter(about: About, known: readonly string[] = about.labels ? [] : ['']): Counter {
  const counts = new Map(known.map((value) => [value, 0]));
  return {
    ...about,
    type: 'counter',
    inc(...values) {
      const key = values.join(BETWEEN_VALUES);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    values: () => [...counts].map(([key, value]) => ({ value, labels: labelsOf(about, key) })),
  };
}

/** A histogram with upper bounds in rising order. */
export function createHistogram(about: About, bounds: readonly number[]): Histogram {
  const observed = new Map<string, { counts: number[]; count: number; sum: number }>();
  const empty = () => ({ counts: bounds.map(() => 0), count: 0, sum: 0 });
  if (!about.labels) observed.set('', empty());
  return {
    ...about,
    type: 'histogram',
    observe(value, ...values) {
      const key = values.join(BETWEEN_VALUES);
      const seen = observed.get(key) ?? empty();
      if (seen.count++ === 0) observed.set(key, seen);
      seen.sum += value;
      let bucket = 0;
      while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket++;
      if (bucket < bounds.length) seen.counts[bucket] = (seen.counts[bucket] ?? 0) + 1;
    },
    values: () =>
      [...observed].flatMap(([key, { counts, count, sum }]) => {
        const labels = labelsOf(about, key);
        let upTo = 0;
        const buckets = bounds.map((le, bucket) => {
          upTo += counts[bucket] ?? 0;
          return { value: upTo, labels: { ...labels, le }, metricName: `${about.name}_bucket` };
        });
        return [
          ...buckets,
          { value: count, labels: { ...labels, le: '+Inf' }, metricName: `${about.name}_bucket` },
          { value: sum, labels, metricName: `${about.name}_sum` },
          { value: count, labels, metricName: `${about.name}_count` },
        ];
      }),
  };
}

function labelsOf({ labels = [] }: About, key: string): Record<string, string> {
  const values = key.split(BETWEEN_VALUES);
  return Object.fromEntries(labels.map((label, place) => [label, values[place] ?? '']));
}
