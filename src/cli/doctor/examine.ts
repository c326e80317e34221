import { isOfV2 } from '../../events/v2-event-types.ts';
import { accountOfName, nameIn } from '../../kernel/account-names.ts';
import { INVENTORY_PAGE, type Inventory } from '../../kernel/inventory.ts';
import { createBillingBooksCheck } from './billing-books.ts';
import { createDifferences, type Difference, type Differences } from './differences.ts';
import { createInvoicesCheck } from './invoices.ts';
import { createLedgerCheck } from './ledger.ts';
import { examineObjects } from './objects.ts';
import { createPaymentsCheck } from './payments.ts';

/** The number of checked items, and the inconsistencies. */
export interface Examination {
  readonly worlds: number;
  readonly rows: Readonly<Record<'objects' | 'events' | 'postings' | 'timers', number>>;
  /** The first ones; `count` is the total. */
  readonly differences: readonly Difference[];
  readonly count: number;
  /** Timers that have failed and are not tried again, the first ones; `deadCount` is the total. */
  readonly dead: readonly Difference[];
  readonly deadCount: number;
}

/**
 * Examines a whole storage: sums all books from their postings and compares them with balance transactions, charges,
 * refunds and payments; rebuilds invoices and credit balances from their parts and from the books of Billing; and finds references, events, timers and lists whose object does not exist.
 */
export async function examine(
  inventory: Inventory,
  watch: (world: string, n: number, worlds: number) => void = () => {},
): Promise<Examination> {
  const differences = createDifferences();
  const dead = createDifferences();
  const rows = { objects: 0, events: 0, postings: 0, timers: 0 };
  for (const line of await inventory.damage()) differences.add('the file', line);
  const worlds = await inventory.worlds();
  for (const [n, world] of worlds.entries()) {
    watch(world, n, worlds.length);
    await examineWorld(inventory, world, { differences, dead, rows });
  }
  return {
    worlds: worlds.length,
    rows,
    differences: differences.examples,
    count: differences.count,
    dead: dead.examples,
    deadCount: dead.count,
  };
}

async function examineWorld(
  inventory: Inventory,
  world: string,
  {
    differences,
    dead,
    rows,
  }: {
    differences: Differences;
    dead: Differences;
    rows: Record<'objects' | 'events' | 'postings' | 'timers', number>;
  },
): Promise<void> {
  const ledger = createLedgerCheck(world, differences);
  const payments = createPaymentsCheck(world, differences);
  const invoices = createInvoicesCheck(world, differences);
  const billing = createBillingBooksCheck(world, differences);
  for await (const page of pages((above) => inventory.postings(world, above), 'place')) {
    rows.postings += page.length;
    for (const posting of page) {
      ledger.posting(posting);
      billing.posting(posting);
    }
  }
  for await (const page of pages((above) => inventory.objects(world, above), 'id')) {
    rows.objects += page.length;
    await examineObjects(inventory, world, page, { differences, ledger, payments, invoices, billing });
  }
  ledger.finish();
  payments.finish();
  invoices.finish();
  billing.finish();
  await compareBooks(inventory, world, ledger.books, differences);

  for await (const page of pages((above) => inventory.events(world, above), 'id')) {
    rows.events += page.length;
    for (const { id, type, revision, account, subject, hasRevision, hasObject, hasBody } of page) {
      if (!hasRevision) differences.add(world, `${id} (${type}) references revision ${revision}, which does not exist`);
      else if (!hasObject) differences.add(world, `${id} (${type}) references an object that does not exist`);
      // An account's own object is kept by its platform, and its events are the account's; those of v2 are the platform's.
      const owner = subject === null || isOfV2(type) ? account : accountOfName(subject);
      if (subject !== account && owner !== account)
        differences.add(world, `${id} (${type}) is an event of ${nameOf(account)} about ${subject}`);
      if (!hasBody) differences.add(world, `${id} (${type}) shares the body of an event that does not exist`);
    }
  }
  for await (const page of pages((above) => inventory.timers(world, above), 'id')) {
    rows.timers += page.length;
    const names = page.flatMap(({ subject, account, clock }) => [
      ...subjectsOf(subject, account),
      ...(clock === null ? [] : [nameIn(account, clock)]),
    ]);
    const known = await inventory.known(world, [...new Set(names)]);
    for (const { id, kind, subject, account, clock, failures, failure, isDead } of page) {
      if (isDead)
        dead.add(world, `the timer ${id} (${kind}, ${subject}) is dead after ${failures} failures: ${failure}`);
      if (!subjectsOf(subject, account).some((name) => known.has(name)))
        differences.add(world, `the timer ${id} (${kind}) references ${subject}, which does not exist`);
      if (clock !== null && !known.has(nameIn(account, clock)))
        differences.add(world, `the timer ${id} (${kind}) is on the clock ${clock}, which does not exist`);
    }
  }
  for (const { list, id } of await inventory.lostListings(world)) {
    differences.add(world, `${id} is listed in ${list} but does not exist`);
  }
}

/** The names under which a timer's subject may be stored: an object of its account, or an event. */
function subjectsOf(subject: string, account: string | null): string[] {
  return account === null ? [subject] : [nameIn(account, subject), subject];
}

function nameOf(account: string | null): string {
  return account ?? 'the platform';
}

/** Derived sums that reads rely on must equal the postings, at every level. */
async function compareBooks(
  inventory: Inventory,
  world: string,
  books: ReadonlyMap<string, number>,
  differences: Differences,
): Promise<void> {
  const levels = new Map<number, Map<string, number>>();
  for (const { level, book, currency, amount } of await inventory.books(world)) {
    const sums = levels.get(level) ?? new Map<string, number>();
    levels.set(level, sums.set(`${book} ${currency}`, amount));
  }
  if (levels.size === 0) levels.set(0, new Map());
  for (const [level, sums] of levels) {
    for (const name of new Set([...books.keys(), ...sums.keys()])) {
      const [posted, balance] = [books.get(name) ?? 0, sums.get(name) ?? 0];
      if (posted === balance) continue;
      differences.add(
        world,
        `the book ${name} has the balance ${balance} (level ${level}), but its postings sum to ${posted}`,
      );
    }
  }
}

async function* pages<Key extends string, Row extends Readonly<Record<Key, string>>>(
  read: (above: string) => Promise<Row[]>,
  key: Key,
): AsyncGenerator<Row[]> {
  for (let above = ''; ; ) {
    const page = await read(above);
    if (page.length > 0) yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < INVENTORY_PAGE) return;
    above = last[key];
  }
}
