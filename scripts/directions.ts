/**
 * The plan of `src/` as data, and the check that the code follows it: which room may import which, and which imports
 * belong to one room only. `npm run check` prints violations.
 */
import { readFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { fileCycles, folderCycles } from './cycles.ts';
import { readSourceFacts, type SourceFacts } from './source-facts.ts';

/** Lowest first. A room may import the rooms of the rows above its own in this table, and itself. */
export const ROWS: readonly (readonly string[])[] = [
  ['shared'],
  ['contract', 'kernel'],
  ['storage', 'timers', 'test-clocks', 'files', 'search', 'pdf'],
  ['events', 'ledger', 'network'],
  ['methods'],
  ['payment-methods', 'products'],
  ['tax'],
  ['customers', 'accounts'],
  ['transfers'],
  ['charges', 'payouts'],
  ['payments'],
  ['billing', 'connect'],
  // Checkout in subscription mode and payment links make subscriptions.
  ['checkout'],
  ['api', 'pages', 'dashboard'],
  ['rooms.ts'],
  ['florin.ts'],
  ['server.ts'],
  ['cli', 'test-runners'],
  ['main.ts', 'playwright.ts', 'vitest.ts', 'cypress.ts', 'cypress-support.ts'],
];

/** Rooms of one row that may look into a neighbour. */
export const NEIGHBOURS: Readonly<Record<string, readonly string[]>> = {
  // Errors, lists and operations are typed by the contract.
  kernel: ['contract'],
  api: ['pages'],
  'test-clocks': ['timers'],
  // Serves the API to its own pages.
  dashboard: ['api', 'pages'],
};

/** Rooms that may import less than their row allows. */
export const ONLY: Readonly<Record<string, readonly string[]>> = {
  // An adapter imports the port, and nothing of payments.
  storage: ['kernel', 'contract', 'shared'],
};

/**
 * "Types look anywhere, behaviour looks down": a resource's type may be imported from every room. So a `type.ts` itself
 * may import nothing but packages, the kernel and other types.
 */
const TYPE_FILE = /(^|\/)type\.ts$/;
const IMPORTED_BY_TYPES = /^kernel\/|(^|\/)type\.ts$/;

/** Folders of one room that may import each other. No other cycle of folders is allowed, and none of files. */
export const FOLDER_CYCLES: readonly (readonly string[])[] = [
  // A full refund closes inquiries; a dispute stops refunds that have not arrived.
  ['charges/disputes', 'charges/refunds'],
  // Deleting a coupon ends its codes; a code is created for a coupon.
  ['products/coupons', 'products/promotion-codes'],
  // A plan is a price, and each of the three can be created with the others.
  ['products/plans', 'products/prices', 'products/products'],
];

/** A room's declaration, which names what is in the room itself. */
const ROOM_FILE = /^[^/]+\/room\.ts$/;

/** Something that lives in a few places only, and how to see it in a file. */
export interface Resident {
  readonly what: string;
  /** Rooms, folders or files below src/; a leading star matches any parent folders. */
  readonly home: readonly string[];
  readonly string?: RegExp;
  readonly name?: RegExp;
  readonly import?: RegExp;
}

export const RESIDENTS: readonly Resident[] = [
  {
    what: 'SQL',
    home: ['storage'],
    string:
      /\b(SELECT\s[\s\S]*\sFROM\s|INSERT\s+(OR\s+\w+\s+)?INTO\s|UPDATE\s+\w+\s+SET\s|DELETE\s+FROM\s|(CREATE|ALTER|DROP)\s+(UNIQUE\s+)?(TABLE|INDEX)\s|PRAGMA\s)/,
    import: /^(node:sqlite|pg)$/,
  },
  {
    what: 'the name of an API version',
    home: ['api/versions', '*/changes'],
    string: /\b20[2-9]\d-[01]\d-[0-3]\d\b/,
  },
  {
    what: 'a clock or a date (ask the context for the time)',
    // The server's deadline for draining and the waits of the storages use the process's clock, not a world's. The
    // remaining files only format a time as a date.
    home: [
      'kernel/clock.ts',
      'shared/calendar.ts',
      'server.ts',
      'cli',
      'network/simulator/card-data.ts',
      'storage/sqlite/checkpoint.ts',
      'storage/postgres/waiting.ts',
      // Tests wait for events in real time.
      'test-runners',
    ],
    name: /^(Date|performance|setTimeout|setInterval|AbortSignal\.timeout|process\.hrtime|process\.uptime)$/,
    import: /^(node:)?(timers|perf_hooks)(\/|$)/,
  },
  {
    what: 'HTTP',
    home: [
      'api',
      'pages',
      'dashboard',
      'kernel/page.ts',
      'events/send.ts',
      'florin.ts',
      'server.ts',
      'cli',
      'test-runners',
    ],
    name: /^(fetch|Request|Response|Headers)$/,
    import: /^(node:https?|node:http2|hono|@hono\/.*|ws)(\/|$)/,
  },
];

export interface SourceFile {
  /** Below src/, with forward slashes: `charges/make.ts`. */
  readonly path: string;
  readonly source: string;
}

/** Reads every TypeScript file below `folder`, sorted by path. */
export async function readSources(folder: string): Promise<SourceFile[]> {
  const names = await readdir(folder, { recursive: true });
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({ path: name.replaceAll('\\', '/'), source: readFileSync(join(folder, name), 'utf8') }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * One line for everything that breaks the plan, as `src/kernel/ids.ts:3 kernel must not import payments`. Tests beside
 * the code may import anything. `dependencies` are the packages that the finished package brings along.
 */
export function brokenDirections(files: readonly SourceFile[], dependencies: readonly string[]): string[] {
  const code = files.filter((file) => !file.path.endsWith('.test.ts'));
  const broken = code.flatMap((file) => {
    const facts = readSourceFacts(file.path, file.source);
    return [
      ...wrongImports(file.path, facts),
      ...serverOnly(file.path, facts),
      ...missingPackages(file.path, facts, dependencies),
      ...RESIDENTS.flatMap((resident) => strays(file.path, facts, resident)),
    ];
  });
  return [...broken, ...brokenCycles(code)];
}

function brokenCycles(files: readonly SourceFile[]): string[] {
  const isAllowed = (cycle: readonly string[]) =>
    FOLDER_CYCLES.some((allowed) => cycle.every((folder) => allowed.includes(folder)));
  const cycles = [...fileCycles(files), ...folderCycles(files).filter((cycle) => !isAllowed(cycle))];
  return cycles.map((cycle) => `src/${cycle[0]} is in a cycle of imports: ${cycle.join(', ')}`);
}

/** Returns why the room `from` may not import the room `to`, or undefined if it may. */
export function whyNot(from: string, to: string): string | undefined {
  if (from === to) return undefined;
  const [own, other] = [rowOf(from), rowOf(to)];
  if (own < 0) return `${from} is not in the plan of rooms. Add it to scripts/directions.ts`;
  if (other < 0) return `${to} is not in the plan of rooms. Add it to scripts/directions.ts`;
  const only = ONLY[from];
  const allowed = only ? only.includes(to) : other < own || NEIGHBOURS[from]?.includes(to);
  return allowed ? undefined : `${from} must not import ${to}`;
}

function rowOf(room: string): number {
  return ROWS.findIndex((row) => row.includes(room));
}

function wrongImports(path: string, facts: SourceFacts): string[] {
  return facts.imports.flatMap(({ text, line }) => {
    if (!text.startsWith('.')) return [];
    const target = posix.normalize(posix.join(posix.dirname(path), text));
    // The contract is data beside src/: every room may read it. Nothing else outside of src/ exists at run time.
    if (target.startsWith('../contract/')) return [];
    if (target.startsWith('../')) return [at(path, line, `src must not import ${target.slice(3)}`)];
    if (TYPE_FILE.test(path) && !IMPORTED_BY_TYPES.test(target)) {
      return [at(path, line, 'type.ts may import packages, the kernel and other type.ts only')];
    }
    if (TYPE_FILE.test(target)) return [];
    if (ROOM_FILE.test(path) && target !== 'kernel/room.ts' && roomOf(path) !== roomOf(target))
      return [at(path, line, 'room.ts must not import another room')];
    const why = whyNot(roomOf(path), roomOf(target));
    return why ? [at(path, line, why)] : [];
  });
}

/** Globals of Node that browsers do not have. */
const NODE_GLOBALS = /^(Buffer|process|global|setImmediate|require)$/;

/** Code in `shared/` runs in browsers too, so it may use neither Node nor packages. */
function serverOnly(path: string, facts: SourceFacts): string[] {
  if (roomOf(path) !== 'shared') return [];
  const packages = facts.imports.filter(({ text }) => !text.startsWith('.'));
  const globals = facts.names.filter(({ text }) => NODE_GLOBALS.test(text));
  return [...packages, ...globals].map(({ line }) =>
    at(path, line, 'shared runs in browsers too: no packages, no Node'),
  );
}

/** A package that is only there while developing may give types, which are gone at run time, and nothing else. */
function missingPackages(path: string, facts: SourceFacts, dependencies: readonly string[]): string[] {
  return facts.imports.flatMap(({ text, line, typeOnly }) => {
    const isPackage = !text.startsWith('.') && !text.startsWith('node:');
    if (!isPackage || typeOnly || dependencies.includes(packageOf(text))) return [];
    return [at(path, line, `${packageOf(text)} is not a dependency of the package`)];
  });
}

function strays(path: string, facts: SourceFacts, resident: Resident): string[] {
  if (resident.home.some((home) => isWithin(path, home))) return [];
  const { string, name, import: imported } = resident;
  const found = [
    ...facts.strings.filter(({ text }) => string?.test(text)),
    ...facts.names.filter(({ text }) => name?.test(text)),
    ...facts.imports.filter(({ text }) => imported?.test(text)),
  ];
  return found.map(({ line }) => at(path, line, `${resident.what} belongs in ${resident.home.join(', ')}`));
}

function isWithin(path: string, home: string): boolean {
  if (home.startsWith('*/')) return path.includes(`${home.slice(1)}/`);
  return path === home || path.startsWith(`${home}/`);
}

/** `charges` of `charges/make.ts`; a file right below src/ is a room of its own. */
function roomOf(path: string): string {
  return path.split('/', 1)[0] ?? path;
}

/** `@hono/node-server` of `@hono/node-server/serve-static`. */
function packageOf(specifier: string): string {
  return specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
}

function at(path: string, line: number, message: string): string {
  return `src/${path}:${line} ${message}`;
}
