/**
 * Numbers by labels, in Prometheus' text form. They are counted where every payment passes, so counting is a look into a
 * map and an addition; what a scrape needs besides is worked out when there is one.
 */
export interface Series {
  /** The lines of this metric, each with its line feed. */
  text(): string;
}

export interface Counter extends Series {
  /** Counts one more under these values of its labels, in the order of its label names. */
  inc(...values: string[]): void;
}

export interface Histogram extends Series {
  observe(value: number, ...values: string[]): void;
}

/** What is told about a metric besides its values. */
interface About {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly string[];
}

/** Cannot be in a label: methods, paths and codes are printable. */
const BETWEEN_VALUES = '\n';

/** A count that only grows. One without labels is told from the start, and so are these values of the only label. */
export function createCounter(about: About, known: readonly string[] = about.labels ? [] : ['']): Counter {
  const counts = new Map(known.map((value) => [value, 0]));
  return {
    inc(...values) {
      const key = values.join(BETWEEN_VALUES);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    },
    text: () => head(about, 'counter') + [...counts].map(([key, count]) => line(about, '', key, count)).join(''),
  };
}

/** How often values were at most so large, by upper bounds in rising order; above the last nothing is told apart. */
export function createHistogram(about: About, bounds: readonly number[]): Histogram {
  const observed = new Map<string, { counts: number[]; count: number; sum: number }>();
  const empty = () => ({ counts: bounds.map(() => 0), count: 0, sum: 0 });
  if (!about.labels) observed.set('', empty());
  return {
    observe(value, ...values) {
      const key = values.join(BETWEEN_VALUES);
      const seen = observed.get(key) ?? empty();
      if (seen.count++ === 0) observed.set(key, seen);
      seen.sum += value;
      let bucket = 0;
      while (bucket < bounds.length && value > (bounds[bucket] ?? 0)) bucket++;
      if (bucket < bounds.length) seen.counts[bucket] = (seen.counts[bucket] ?? 0) + 1;
    },
    text() {
      let told = head(about, 'histogram');
      for (const [key, { counts, count, sum }] of observed) {
        let upTo = 0;
        for (const [bucket, bound] of bounds.entries()) {
          upTo += counts[bucket] ?? 0;
          told += line(about, '_bucket', key, upTo, `le="${bound}"`);
        }
        told += line(about, '_bucket', key, count, 'le="+Inf"');
        told += line(about, '_sum', key, sum) + line(about, '_count', key, count);
      }
      return told;
    },
  };
}

/** A number that goes up and down. */
export function gaugeText(about: About, value: number): string {
  return head(about, 'gauge') + line(about, '', '', value);
}

function head({ name, help }: About, type: string): string {
  return `# HELP ${name} ${help}\n# TYPE ${name} ${type}\n`;
}

function line({ name, labels = [] }: About, suffix: string, key: string, value: number, bound?: string): string {
  const values = key.split(BETWEEN_VALUES);
  const told = labels.map((label, place) => `${label}="${escaped(values[place] ?? '')}"`);
  if (bound !== undefined) told.push(bound);
  return `${name}${suffix}${told.length > 0 ? `{${told.join(',')}}` : ''} ${value}\n`;
}

function escaped(value: string): string {
  return value.replaceAll('\\', '\\\\').replaceAll('"', '\\"');
}
