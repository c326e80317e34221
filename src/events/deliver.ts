import { nameIn } from '../kernel/account-names.ts';
import { DAY_SECONDS, ticks } from '../kernel/clock.ts';
import { port } from '../kernel/context.ts';
import type { Engine } from '../kernel/engine.ts';
import { type ClaimedTimer, UnavailableError } from '../kernel/storage.ts';
import type { TimerHandler } from '../kernel/timer-handler.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { withoutAnySecret } from '../kernel/without-secrets.ts';
import { decides, sends } from '../timers/worker.ts';
import type { Disturbance, Disturbances } from './disturbances.ts';
import { countPending, DELIVERY, type EventRecord, eventPayload, GIVEN_UP, loadEvent, renderEvent } from './event.ts';
import type { DeliveryLog } from './logs.ts';
import { type DeliveryPayload, scheduleDelivery } from './outbox.ts';
import { openReceiver, type Receiver } from './receiver.ts';
import { waitAfter } from './retry-schedule.ts';
import type { Outcome, Sender } from './send.ts';
import { webhookHeaders } from './signature.ts';
import { thinEvent } from './thin-event.ts';
import { isOfV2 } from './v2-event-types.ts';
import { versionPort } from './versions-port.ts';
import { webhookPolicy } from './webhook-url.ts';

/** Timeout of an endpoint, in wall-clock milliseconds. */
export const DELIVERY_TIMEOUT_MS = 10_000;
/** Milliseconds by which a delivery lets the next one overtake it. */
const REORDER_MS = 1_000;
const STOPPING = new Error('the server is stopping');
/** Time that a failed delivery still counts in `pending_webhooks`: as long as events are listed. */
const REMEMBER_GIVEN_UP_MS = 30 * DAY_SECONDS * 1_000;

/** Delivers events to webhook endpoints. */
export interface Deliverer {
  deliver(engine: Engine, timer: ClaimedTimer): Promise<void>;
  /** Aborts requests in flight. They do not count as attempts and are sent again when their leases expire. */
  close(): void;
}

export const delivererPort = port<Deliverer>('events.deliverer');

/** The attempts to deliver an event, and the memory of those that were given up. */
export const deliveryTimers: Readonly<Record<string, TimerHandler>> = {
  [DELIVERY]: sends((engine, timer) => engine.use(delivererPort).deliver(engine, timer)),
  [GIVEN_UP]: decides(async () => {}),
};

export function createDeliverer(log: Pick<DeliveryLog, 'add'>, disturbances: Disturbances): Deliverer {
  let opening: Promise<Sender> | undefined;
  /** The delivery in progress. */
  const sending = new Set<AbortController>();
  let closed = false;

  /** Loaded with the first delivery: TLS is a good part of a start, and many servers have no endpoints. */
  async function openSender(): Promise<Sender> {
    return (await import('./send.ts')).createSender();
  }

  /** Signs and sends; no unit of work is open meanwhile. */
  async function attempt(engine: Engine, endpoint: Receiver, body: string, signedAt: number): Promise<Outcome> {
    opening ??= openSender();
    const sender = await opening;
    const headers = webhookHeaders(body, secretsAt(endpoint, signedAt), signedAt);
    const ending = new AbortController();
    const cancel = engine.clock.wakeAfter(DELIVERY_TIMEOUT_MS, () =>
      ending.abort(new Error(`no response within ${DELIVERY_TIMEOUT_MS / 1000} seconds`)),
    );
    sending.add(ending);
    if (closed) ending.abort(STOPPING);
    try {
      return await sender.send(new URL(endpoint.url), { headers, body }, engine.use(webhookPolicy), ending.signal);
    } finally {
      sending.delete(ending);
      cancel();
    }
  }

  async function deliver(engine: Engine, timer: ClaimedTimer): Promise<void> {
    const { world, subject } = timer;
    const payload = JSON.parse(timer.payload) as DeliveryPayload;
    const [row, record, pending] = await Promise.all([
      engine.storage.readObject(world, nameIn(timer.account, payload.endpoint)),
      loadEvent(engine.storage, world, subject),
      countPending(engine.storage, world, [subject]),
    ]);
    const endpoint = openReceiver(row);
    if (!endpoint || !record) return complete(engine, timer, async () => {});
    // Retries count from the start of the attempt; the clock may be advanced while it waits.
    const begunAt = engine.clock.now() + (await engine.worlds.get(world)).clockOffset;
    const disturbance = payload.late ? undefined : disturbances.next(endpoint.id);
    const lateMs = latenessOf(disturbance);
    if (lateMs > 0) {
      return complete(engine, timer, async (work) =>
        scheduleDelivery(
          work,
          subject,
          { ...payload, late: true },
          { attempt: timer.attempt, dueAt: begunAt + lateMs },
        ),
      );
    }
    const waiting = pending.get(subject) ?? 0;
    // Receivers compare the moment of signing with their own clocks, so it is the wall's and not the world's.
    const signedAt = Math.floor(engine.clock.now() / 1000);
    const begun = ticks();
    const outcome =
      disturbedOutcome(disturbance) ??
      (await payloadFor(engine, world, endpoint, { record, pending: waiting })
        .then(async (body) => {
          if (disturbance?.kind === 'duplicate') await attempt(engine, endpoint, body, signedAt);
          return attempt(engine, endpoint, body, signedAt);
        })
        .catch((error: unknown) => failedBy(error)));
    if (closed && outcome.status === null) return;
    log.add(world, {
      event: subject,
      type: record.event.type,
      endpoint: endpoint.id,
      url: endpoint.url,
      attempt: timer.attempt,
      ...outcome,
      ...(outcome.status !== null && outcome.answer && { answer: withoutAnySecret(outcome.answer) }),
      at: engine.clock.now(),
      signedAt,
      pending: waiting,
      ms: Math.round(ticks() - begun),
    });
    const succeeded = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
    return complete(engine, timer, (work) =>
      succeeded ? onSuccess(engine, work, timer, payload) : onFailure(work, timer, payload, begunAt),
    );
  }

  return {
    deliver,
    close() {
      closed = true;
      for (const ending of sending) ending.abort(STOPPING);
      void opening?.then((sender) => sender.close());
    },
  };
}

/** Milliseconds for which a disturbance holds a delivery back. Of two that are reordered, the first one waits. */
function latenessOf(disturbance: Disturbance | undefined): number {
  if (disturbance?.kind === 'delay') return disturbance.seconds * 1_000;
  return disturbance?.kind === 'reorder' && disturbance.times % 2 === 0 ? REORDER_MS : 0;
}

/** The result of a delivery that a disturbance keeps from its endpoint. */
function disturbedOutcome(disturbance: Disturbance | undefined): Outcome | undefined {
  if (disturbance?.kind === 'drop')
    return { status: null, failure: 'lost on purpose: see the endpoint in the dashboard' };
  if (disturbance?.kind === 'error')
    return { status: 500, failure: null, answer: 'answered on purpose, not by the endpoint' };
  return undefined;
}

/** The secrets that sign: while a secret is being replaced, the old one too, so that receivers can be changed in peace. */
function secretsAt({ secret, previous }: Receiver, at: number): readonly string[] {
  return previous && previous.until > at ? [secret, previous.secret] : [secret];
}

/**
 * An error is an attempt that failed: the event is tried again by the endpoint's schedule, and its log shows why. While the
 * storage is unavailable nothing can be recorded.
 */
function failedBy(error: unknown): Outcome {
  if (error instanceof UnavailableError) throw error;
  return { status: null, failure: error instanceof Error ? error.message : String(error) };
}

/** Returns the body of an event for an endpoint: at its API version, or in the thin form. */
async function payloadFor(
  engine: Engine,
  world: string,
  { version, thin }: Receiver,
  { record, pending }: { record: EventRecord; pending: number },
): Promise<string> {
  const options = { pending, ...(version !== null && { version }) };
  const event = await renderEvent(engine.use(versionPort), world, record, options);
  return thin || isOfV2(event.type) ? JSON.stringify(thinEvent(event)) : eventPayload(event);
}

async function complete(engine: Engine, timer: ClaimedTimer, also: (work: UnitOfWork) => Promise<void>): Promise<void> {
  await engine.forTimer(timer, async ({ work }) => {
    await also(work);
    work.completeTimer({ id: timer.id, leaseUntil: timer.leaseUntil });
  });
}

/** A manual delivery may succeed after the scheduled ones failed; then nothing is pending any more. */
async function onSuccess(
  engine: Engine,
  work: UnitOfWork,
  timer: ClaimedTimer,
  payload: DeliveryPayload,
): Promise<void> {
  if (!payload.resent) return;
  for (const other of await engine.storage.listTimers(timer.world, timer.subject)) {
    const { endpoint } = JSON.parse(other.payload) as Partial<DeliveryPayload>;
    if (other.kind === GIVEN_UP && endpoint === payload.endpoint) work.completeTimer({ id: other.id });
  }
}

async function onFailure(
  work: UnitOfWork,
  timer: ClaimedTimer,
  payload: DeliveryPayload,
  begunAt: number,
): Promise<void> {
  if (payload.resent) return;
  const wait = waitAfter(timer.attempt);
  if (wait === undefined)
    work.schedule({
      kind: GIVEN_UP,
      subject: timer.subject,
      dueAt: begunAt + REMEMBER_GIVEN_UP_MS,
      payload,
      onWorldClock: true,
    });
  else scheduleDelivery(work, timer.subject, payload, { attempt: timer.attempt + 1, dueAt: begunAt + wait });
}
