/** The plan of `web/` as data, and the check that the code follows it. `npm run check` prints violations. */
import { posix } from 'node:path';
import { fileCycles } from './cycles.ts';
import type { SourceFile } from './directions.ts';
import { readSourceFacts } from './source-facts.ts';

/** Lowest first. A room may import the rooms of the rows above its own in this table, and itself. */
export const WEB_ROWS: readonly (readonly string[])[] = [
  ['shared'],
  ['texts'],
  ['ui'],
  ['form'],
  ['card', 'methods'],
  ['elements', 'checkout', 'connect-js', 'sell-js', 'stripe-js'],
  ['dashboard'],
];

/** Rooms that may import less than their row allows. */
export const WEB_ONLY: Readonly<Record<string, readonly string[]>> = {
  // Plain scripts on pages of others: they must stay small, so the forms' code and texts stay out of them.
  'connect-js': ['shared'],
  'sell-js': ['shared'],
  'stripe-js': ['shared'],
};

/** The one room of `src/` whose code runs in browsers too. */
const SHARED_WITH_SERVER = '../src/shared/';

/**
 * One line for every import in `web/` that breaks the plan, as `web/form/address.ts:3 form must not import elements`, and
 * for every cycle of files. Type imports count.
 */
export function brokenWebDirections(files: readonly SourceFile[]): string[] {
  const code = files.filter(({ path }) => path.includes('/'));
  const imports = code.flatMap(({ path, source }) =>
    readSourceFacts(path, source)
      .imports.filter(({ text }) => text.startsWith('.'))
      .flatMap(({ text, line }) => {
        const why = whyNot(path, posix.join(posix.dirname(path), text));
        return why ? [`web/${path}:${line} ${why}`] : [];
      }),
  );
  const cycles = fileCycles(code).map((cycle) => `web/${cycle[0]} is in a cycle of imports: ${cycle.join(', ')}`);
  return [...imports, ...cycles];
}

function whyNot(path: string, target: string): string | undefined {
  if (target.startsWith(SHARED_WITH_SERVER)) return undefined;
  if (target.startsWith('../')) return `web must not import ${target.slice(3)}; move what both need to src/shared`;
  const [from, to] = [roomOf(path), roomOf(target)];
  if (from === to) return undefined;
  const [own, other] = [rowOf(from), rowOf(to)];
  const unplanned = own < 0 ? from : other < 0 ? to : undefined;
  if (unplanned !== undefined) return `${unplanned} is not in the plan of rooms. Add it to scripts/web-directions.ts`;
  const only = WEB_ONLY[from];
  const isAllowed = only ? only.includes(to) : other < own;
  return isAllowed ? undefined : `${from} must not import ${to}`;
}

function rowOf(room: string): number {
  return WEB_ROWS.findIndex((row) => row.includes(room));
}

function roomOf(path: string): string {
  return path.split('/', 1)[0] ?? path;
}
