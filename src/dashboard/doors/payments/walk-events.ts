import { charges } from '../../../charges/type.ts';
import { loadSubjects } from '../../../events/event.ts';
import type { Context } from '../../../kernel/context.ts';
import { idOf } from '../../../kernel/entity.ts';
import { paymentIntents } from '../../../payments/payment-intents/type.ts';
import type { Payment } from './rows.ts';
import type { Found, Walked } from './walked.ts';

interface EventTab {
  readonly events: readonly string[];
  isLast?(then: Readonly<Record<string, unknown>>, now: { id: string; amount_refunded: number } | null): boolean;
}

/** The fields by which the subject of an event leads to its payment. */
interface Subject {
  readonly id: string;
  readonly object: string;
  readonly payment_intent?: string | { id: string } | null;
  readonly charge?: string | { id: string } | null;
}

/** Walks the events of a tab, the newest first, and finds the payments that they are about. */
export async function walkEvents(
  context: Context,
  { events: types, isLast }: EventTab,
  { at, newer, limit }: { at: string | undefined; newer: boolean; limit: number },
): Promise<Walked> {
  const { storage, work } = context;
  const events = await storage.listEvents(work.world, {
    account: work.connected,
    types,
    descending: !newer,
    limit,
    ...(at !== undefined && { [newer ? 'above' : 'below']: at }),
  });
  const found: Found[] = [];
  for (const { event, subject: json } of await loadSubjects(storage, work.world, events)) {
    // Subjects of these types are payments, charges and disputes.
    const subject = JSON.parse(json) as Subject & Record<string, unknown>;
    const payment = await paymentOf(context, subject);
    if (!payment) continue;
    const charge = await newestCharge(context, payment);
    if (!isLast || isLast(subject, charge)) found.push({ payment, cursor: event.id });
  }
  return { found, looked: events.length, reached: events.length < limit ? undefined : events.at(-1)?.id };
}

async function paymentOf({ work }: Context, subject: Subject): Promise<Payment | undefined> {
  if (subject.object === 'payment_intent') return work.get(paymentIntents, subject.id);
  const intent = idOf(subject.payment_intent);
  if (intent !== null) return work.get(paymentIntents, intent);
  return work.get(charges, subject.object === 'charge' ? subject.id : (idOf(subject.charge) ?? ''));
}

async function newestCharge({ work }: Context, payment: Payment) {
  if (payment.object === 'charge') return payment;
  const id = idOf(payment.latest_charge);
  return id === null ? null : ((await work.get(charges, id)) ?? null);
}
