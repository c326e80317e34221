import { charges } from '../../../charges/type.ts';
import { loadSubjects } from '../../../events/event.ts';
import { logsPort } from '../../../events/logs.ts';
import type { Context } from '../../../kernel/context.ts';
import { idOf } from '../../../kernel/entity.ts';
import { resourceMissing } from '../../../kernel/errors.ts';
import { idFloor } from '../../../kernel/ids.ts';
import { simulatorPort } from '../../../network/ports.ts';
import { paymentIntents } from '../../../payments/payment-intents/type.ts';
import { bookedFor, sourcesOf } from '../books/postings.ts';
import { mails } from '../mails/type.ts';
import type { TrailEntry } from './type.ts';

/** Events that are looked at to find those of a payment, and read at once. */
const MOST_LOOKED_AT = 2_000;
const LOOKED_AT_ONCE = 200;
/** Events and requests of a trail, and deliveries of an event. */
const MOST_EVENTS = 200;
const MOST_REQUESTS = 50;
const MOST_DELIVERIES = 20;
const MOST_MAILS = 20;

interface TrailEvent {
  readonly id: string;
  readonly type: string;
  readonly created: number;
  readonly request: string | null;
  /** The idempotency key of its request. */
  readonly key: string | null;
  readonly subject: string;
}

/** Everything that happened to a payment and to what belongs to it, in order. */
export async function trailOf(context: Context, id: string): Promise<{ entries: TrailEntry[]; complete: boolean }> {
  const { work } = context;
  const charge = /^(ch|py)_/.test(id) ? await work.get(charges, id) : undefined;
  const intentId = charge ? idOf(charge.payment_intent) : id;
  const intent = intentId === null ? undefined : await work.get(paymentIntents, intentId);
  const first = intent ?? charge;
  if (!first) throw resourceMissing('payment', id, 'id');
  const sources = await sourcesOf(context, first.id);
  const owner = intent?.internal.owner;
  const subjects = new Set([first.id, ...sources, ...(owner === undefined ? [] : [owner])]);
  const { events, complete } = await eventsOf(context, subjects, work.placeOf(first));
  const entries = [
    ...(await requestEntries(context, events)),
    ...networkEntries(context, subjects, events),
    ...events.map(eventEntry),
    ...(await bookEntries(context, first.id)),
    ...(await deliveryEntries(context, events)),
    ...(await timerEntries(context, subjects)),
    ...(await mailEntries(context, sources)),
  ];
  return { entries: entries.sort((a, b) => a.at - b.at || ORDER[a.kind] - ORDER[b.kind]), complete };
}

/** Order of entries within a second. */
const ORDER: Readonly<Record<TrailEntry['kind'], number>> = {
  request: 0,
  network: 1,
  event: 2,
  posting: 3,
  mail: 4,
  delivery: 5,
  timer: 6,
};

async function eventsOf(context: Context, subjects: ReadonlySet<string>, position: number) {
  const { work, storage } = context;
  const found: TrailEvent[] = [];
  let above = idFloor('evt', Math.max(0, position - 1));
  let looked = 0;
  for (; looked < MOST_LOOKED_AT && found.length < MOST_EVENTS; looked += LOOKED_AT_ONCE) {
    const page = await storage.listEvents(work.world, {
      account: work.connected,
      above,
      descending: false,
      limit: LOOKED_AT_ONCE,
    });
    for (const { event, subject } of await loadSubjects(storage, work.world, page)) {
      // Subjects are objects of the API.
      const { id = '', payment_intent: intent } = JSON.parse(subject) as {
        id?: string;
        payment_intent?: string | null;
      };
      if (!subjects.has(id) && !(intent && subjects.has(intent))) continue;
      // The unit of work wrote it.
      const body = JSON.parse(event.body) as {
        created: number;
        request: { id: string | null; idempotency_key: string | null };
      };
      found.push({
        id: event.id,
        type: event.type,
        created: body.created,
        request: body.request.id,
        key: body.request.idempotency_key,
        subject: id,
      });
    }
    const last = page.at(-1);
    if (!last || page.length < LOOKED_AT_ONCE) return { events: found, complete: true };
    above = last.id;
  }
  return { events: found, complete: false };
}

function eventEntry({ id, type, created, subject }: TrailEvent): TrailEntry {
  return { kind: 'event', at: created, text: type, id, about: subject, ok: true };
}

/** The requests that caused the events. They are placed at their first event: their own times are the wall clock's. */
async function requestEntries(context: Context, events: readonly TrailEvent[]): Promise<TrailEntry[]> {
  const firsts = new Map<string, number>();
  for (const { request, created } of events) if (request !== null && !firsts.has(request)) firsts.set(request, created);
  const { requests } = context.use(logsPort);
  const found = await Promise.all(
    [...firsts].slice(0, MOST_REQUESTS).map(async ([id, at]) => {
      const entry = await requests.find(context.work.world, id);
      const text = entry ? `${entry.method} ${entry.path} ${entry.status}, ${entry.ms} ms` : id;
      const about = entry?.idempotencyKey ?? null;
      return { kind: 'request' as const, at, text, id, about, ok: (entry?.status ?? 200) < 400 };
    }),
  );
  return found;
}

/** Attempts at the network about it. */
function networkEntries(
  { use, work }: Context,
  subjects: ReadonlySet<string>,
  events: readonly TrailEvent[],
): TrailEntry[] {
  const entries = use(simulatorPort)?.journal.entriesOf(work.account) ?? [];
  const [first] = events;
  // An attempt is named after its object, or after the request that made the object: its id, or its idempotency key.
  const begins = [...subjects, ...events.flatMap(({ request, key }) => [request, key]).filter((name) => name !== null)];
  const isOfTrail = (name: string) => begins.some((begin) => name.replace(/^acct_\w+:/, '').startsWith(`${begin}:`));
  return entries
    .filter(({ attempt, authorization }) => isOfTrail(attempt) || isOfTrail(authorization ?? ''))
    .map(({ kind, attempt, amount, currency, outcome }) => {
      const about = events.find(({ subject }) => attempt.startsWith(subject));
      const text = `${kind} ${amount > 0 ? `${amount} ${currency} ` : ''}→ ${outcome}`;
      return {
        kind: 'network' as const,
        at: (about ?? first)?.created ?? 0,
        text,
        id: null,
        about: attempt,
        ok: outcome !== 'declined',
      };
    });
}

async function bookEntries(context: Context, id: string): Promise<TrailEntry[]> {
  return (await bookedFor(context, id)).map((booked) => {
    const lines = booked.lines.map(
      ({ book, amount, currency }) => `${book} ${amount > 0 ? '+' : ''}${amount} ${currency}`,
    );
    return {
      kind: 'posting',
      at: booked.created,
      text: lines.join(' · '),
      id: booked.id,
      about: booked.source,
      ok: true,
    };
  });
}

async function deliveryEntries(context: Context, events: readonly TrailEvent[]): Promise<TrailEntry[]> {
  const { deliveries } = context.use(logsPort);
  const lists = await Promise.all(
    events.map(async (event) => {
      const attempts = await deliveries.list(context.work.world, { event: event.id, limit: MOST_DELIVERIES });
      return attempts.reverse().map((attempt): TrailEntry => {
        const result = attempt.status ?? attempt.failure ?? '';
        const ms = attempt.ms === undefined ? '' : `, ${attempt.ms} ms`;
        const ok = attempt.status !== null && attempt.status < 300;
        const text = `${result} ${attempt.url} ${event.type}${ms}`;
        return { kind: 'delivery', at: event.created, text, id: attempt.id, about: attempt.endpoint, ok };
      });
    }),
  );
  return lists.flat();
}

async function timerEntries({ storage, work }: Context, subjects: ReadonlySet<string>): Promise<TrailEntry[]> {
  const lists = await Promise.all([...subjects].map((subject) => storage.listTimers(work.world, subject)));
  return lists.flat().map(({ kind, subject, dueAt }) => {
    return { kind: 'timer', at: Math.floor(dueAt / 1000), text: kind, id: null, about: subject, ok: true };
  });
}

async function mailEntries({ work }: Context, sources: readonly string[]): Promise<TrailEntry[]> {
  const lists = await Promise.all(sources.map((id) => work.list(mails, { by: `about/${id}`, limit: MOST_MAILS })));
  return lists.flat().map(({ id, to, subject, created, about }) => {
    return { kind: 'mail', at: created, text: `${subject} → ${to}`, id, about, ok: true };
  });
}
