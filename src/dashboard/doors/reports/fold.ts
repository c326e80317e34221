import type { Subscription } from '../../../billing/subscriptions/type.ts';
import type { Charge } from '../../../charges/type.ts';
import { type EventRecord, loadSubjects } from '../../../events/event.ts';
import { nameIn } from '../../../kernel/account-names.ts';
import type { Context } from '../../../kernel/context.ts';
import { type Entity, listName, type ResourceType } from '../../../kernel/entity.ts';
import { keyOfStored } from '../../../kernel/object-map.ts';
import { type BalanceTransaction, balanceTransactions } from '../../../ledger/type.ts';
import { changeOf, countOf } from './subscriptions.ts';
import { addedDays, addFailure, addSubscription, addTransaction, type Totals } from './totals.ts';
import {
  type CountedSubscription,
  countedSubscriptions,
  type ReportDay,
  type ReportProgress,
  reportDays,
  reportProgress,
} from './type.ts';

/** Balance transactions and events that one call reads at most. */
const MOST_TRANSACTIONS = 10_000;
const MOST_EVENTS = 2_000;
const AT_ONCE = 500;
/**
 * The newest of each are never in the stored totals: a commit that began before theirs may still come among them. Below
 * twice as many nothing is stored, so that a page that is looked at writes little.
 */
const UNSETTLED = 1_000;

const FAILED = 'charge.failed';
const TYPES = [
  FAILED,
  'customer.subscription.created',
  'customer.subscription.updated',
  'customer.subscription.deleted',
];
const ID = 'rep_progress';
const BEGINNING: ReportProgress = { id: ID, object: 'florin.report', transaction: -1, event: '', mrr: {}, active: {} };

/** Totals of an account as of now. */
export interface Report {
  /** Amounts that the stored totals of days lack. */
  readonly newest: Totals;
  /** Stored totals that this call changed. */
  readonly stored: ReadonlyMap<number, ReportDay>;
  readonly mrr: Readonly<Record<string, number>>;
  readonly active: Readonly<Record<string, number>>;
  /** True if everything is counted; else another call goes on. */
  readonly complete: boolean;
  /** The moment up to which it is counted, in seconds since epoch; null if nothing is. */
  readonly reached: number | null;
}

/**
 * Adds to the stored totals what happened since they were, in bounded time: payments themselves write no totals, and an
 * account whose reports are never opened has none.
 */
export async function countReport(context: Context): Promise<Report> {
  const { work } = context;
  const stored = await work.get(reportProgress, ID);
  const progress = stored ?? BEGINNING;
  const transactions = await readTransactions(context, progress.transaction);
  const events = await readEvents(context, progress.event);
  const settled = { transactions: settledOf(transactions), events: settledOf(events.records) };
  const counted = await knownSubscriptions(context, events.records);
  const old: Totals = new Map();
  const newest: Totals = new Map();
  for (const { row } of settled.transactions.settled) addTransaction(old, row);
  for (const { row } of settled.transactions.rest) addTransaction(newest, row);
  const changedSubscriptions = addEvents(old, settled.events.settled, counted);
  const before = sumsOf(progress, old);
  const days = await save(
    context,
    stored,
    {
      ...BEGINNING,
      ...before,
      transaction: settled.transactions.settled.at(-1)?.position ?? progress.transaction,
      event: settled.events.settled.at(-1)?.event.id ?? progress.event,
    },
    old,
    changedSubscriptions,
  );
  addEvents(newest, settled.events.rest, counted);
  return {
    newest,
    stored: days,
    ...sumsOf(before, newest),
    complete: transactions.length < MOST_TRANSACTIONS && events.complete,
    reached: transactions.at(-1)?.row.created ?? null,
  };
}

/** Separates what can be stored from what another commit may still come among. */
function settledOf<Row>(rows: readonly Row[]): { readonly settled: readonly Row[]; readonly rest: readonly Row[] } {
  const at = rows.length < 2 * UNSETTLED ? 0 : rows.length - UNSETTLED;
  return { settled: rows.slice(0, at), rest: rows.slice(at) };
}

/** Reads transactions behind a position, without making the decision depend on each of them. */
async function readTransactions({ storage, work }: Context, position: number) {
  const list = nameIn(work.connected, listName(balanceTransactions.object));
  const found: { readonly position: number; readonly row: BalanceTransaction }[] = [];
  while (found.length < MOST_TRANSACTIONS) {
    const above = found.at(-1)?.position ?? position;
    const page = await storage.list(work.world, { list, above, descending: false, limit: AT_ONCE });
    // Objects that are stored under a type were written with it.
    found.push(...page.map((row) => ({ position: row.position, row: JSON.parse(row.body) as BalanceTransaction })));
    if (page.length < AT_ONCE) break;
  }
  return found;
}

async function readEvents({ storage, work }: Context, after: string) {
  const records: EventRecord[] = [];
  while (records.length < MOST_EVENTS) {
    const above = records.at(-1)?.event.id ?? after;
    const query = { account: work.connected, types: TYPES, descending: false, limit: AT_ONCE };
    const page = await storage.listEvents(work.world, { ...query, ...(above !== '' && { above }) });
    records.push(...(await loadSubjects(storage, work.world, page)));
    if (page.length < AT_ONCE) return { records, complete: true };
  }
  return { records, complete: false };
}

/** The subscriptions of events as they are counted so far, by their id. */
async function knownSubscriptions(context: Context, records: readonly EventRecord[]) {
  const ids = new Set(records.filter(isOfSubscription).map(({ subject }) => countOf(subscriptionIn(subject)).id));
  const found = await adoptAll(context, countedSubscriptions, [...ids]);
  return new Map(found.map((counted) => [counted.id, counted]));
}

/** Takes stored objects into the decision, in one read. */
export async function adoptAll<T extends Entity>(
  { storage, work }: Context,
  type: ResourceType<T>,
  ids: readonly string[],
): Promise<T[]> {
  if (ids.length === 0) return [];
  const rows = await storage.readObjects(
    work.world,
    ids.map((id) => keyOfStored(work.connected, type, id)),
  );
  return rows.flatMap((row) => work.adopt(type, row) ?? []);
}

function isOfSubscription({ event }: EventRecord): boolean {
  return event.type !== FAILED;
}

/** The subject of an event of a subscription. */
function subscriptionIn(subject: string): Subscription {
  return JSON.parse(subject) as Subscription;
}

/** Adds events to totals, brings the counted subscriptions up to date, and returns those that changed. */
function addEvents(
  totals: Totals,
  records: readonly EventRecord[],
  counted: Map<string, CountedSubscription>,
): ReadonlyMap<string, CountedSubscription> {
  const changed = new Map<string, CountedSubscription>();
  for (const record of records) {
    // The unit of work wrote it.
    const { created } = JSON.parse(record.event.body) as { created: number };
    if (isOfSubscription(record)) {
      const now = countOf(subscriptionIn(record.subject));
      addSubscription(totals, created, changeOf(counted.get(now.id), now));
      counted.set(now.id, now);
      changed.set(now.id, now);
    } else {
      // Subjects of this type are charges.
      const { currency, amount, outcome, failure_code: code } = JSON.parse(record.subject) as Charge;
      addFailure(totals, created, { currency, amount, reason: outcome?.reason ?? code ?? 'unknown' });
    }
  }
  return changed;
}

/** The recurring revenue and the active subscriptions after totals were added. */
function sumsOf({ mrr, active }: Pick<Report, 'mrr' | 'active'>, totals: Totals): Pick<Report, 'mrr' | 'active'> {
  const sums = { mrr: { ...mrr }, active: { ...active } };
  for (const [currency, day] of [...totals.values()].flatMap((currencies) => Object.entries(currencies))) {
    if (day.mrr === 0 && day.started === 0 && day.ended === 0) continue;
    sums.mrr[currency] = (sums.mrr[currency] ?? 0) + day.mrr;
    sums.active[currency] = (sums.active[currency] ?? 0) + day.started - day.ended;
  }
  return sums;
}

/** Stores totals with the progress that they belong to, in the decision's commit. Returns the days that changed. */
async function save(
  context: Context,
  before: ReportProgress | undefined,
  progress: ReportProgress,
  totals: Totals,
  subscriptions: ReadonlyMap<string, CountedSubscription>,
): Promise<ReadonlyMap<number, ReportDay>> {
  const { work } = context;
  const days = new Map<number, ReportDay>();
  if (totals.size === 0 && subscriptions.size === 0) return days;
  if (before) work.save(progress);
  else work.insert(reportProgress, progress);
  for (const [day, currencies] of totals) {
    const found = await work.get(reportDays, reportDayId(day));
    const sum = found ? { ...found, currencies: addedDays(found.currencies, currencies) } : newDay(day, currencies);
    days.set(day, found ? work.save(sum) : work.insert(reportDays, sum));
  }
  for (const counted of subscriptions.values()) {
    if (await work.get(countedSubscriptions, counted.id)) work.save(counted);
    else work.insert(countedSubscriptions, counted);
  }
  return days;
}

function newDay(day: number, currencies: ReportDay['currencies']): ReportDay {
  return { id: reportDayId(day), object: 'florin.report_day', currencies };
}

/** The id of a day's totals. */
export function reportDayId(day: number): string {
  return `repday_${day}`;
}
