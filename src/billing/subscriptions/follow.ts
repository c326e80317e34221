import type { Context } from '../../kernel/context.ts';
import type { EntityOf } from '../../kernel/entity.ts';
import { idOf } from '../../kernel/entity.ts';
import type { Follower } from '../../kernel/follower.ts';
import { paymentIntents } from '../../payments/payment-intents/type.ts';
import { setupIntents } from '../../payments/setup-intents/type.ts';
import { isGivenUp } from '../invoices/dunning.ts';
import { type Invoice, invoices, subscriptionOf } from '../invoices/type.ts';
import { billingSettings } from '../settings/settings.ts';
import { endSubscription } from './cancel.ts';
import { giveUp } from './give-up.ts';
import { invoiceVoided } from './invoice-voided.ts';
import { applyPending } from './pending-update.ts';
import { saveChanged } from './save.ts';
import { settleWith } from './settle.ts';
import { setUp } from './setup.ts';
import { isEnded, type Subscription, subscriptions } from './type.ts';

/** Subscriptions follow their invoices, whoever pays them or does not. */
export const subscriptionFollowers: readonly Follower[] = [
  { on: 'invoice.paid', do: invoiceMoved },
  { on: 'invoice.finalized', do: invoiceMoved },
  { on: 'invoice.payment_failed', do: invoiceMoved },
  { on: 'invoice.payment_action_required', do: invoiceMoved },
  { on: 'invoice.marked_uncollectible', do: invoiceMoved },
  { on: 'invoice.overdue', do: overdue },
  { on: 'invoice.voided', do: voided },
  { on: 'payment_intent.processing', do: onItsWay },
  { on: 'setup_intent.succeeded', do: methodCollected },
  { on: 'customer.deleted', do: customerDeleted },
];

async function ofInvoice(context: Context, id: string): Promise<[Subscription, Invoice] | undefined> {
  const invoice = await context.work.get(invoices, id);
  const of = invoice && subscriptionOf(invoice);
  const subscription = of ? await context.work.get(subscriptions, of) : undefined;
  return invoice && subscription && !isEnded(subscription) ? [subscription, invoice] : undefined;
}

async function invoiceMoved(context: Context, { id }: EntityOf<'invoice'>): Promise<void> {
  const found = await ofInvoice(context, id);
  if (!found) return;
  const [subscription, invoice] = found;
  const isAwaited = invoice.status === 'paid' && subscription.internal.pending?.invoice === invoice.id;
  const current = isAwaited ? await applyPending(context, subscription) : subscription;
  const settled = await settleWith(context, current, invoice);
  if (isGivenUp(invoice, billingSettings(context))) await giveUp(context, settled, invoice);
}

async function overdue(context: Context, { id }: EntityOf<'invoice'>): Promise<void> {
  const found = await ofInvoice(context, id);
  if (found?.[0].status === 'active') saveChanged(context, found[0], { ...found[0], status: 'past_due' });
}

async function voided(context: Context, { id }: EntityOf<'invoice'>): Promise<void> {
  const found = await ofInvoice(context, id);
  if (found) await invoiceVoided(context, ...found);
}

/** Money on its way counts as paid until the bank returns it. */
async function onItsWay(context: Context, { id }: EntityOf<'payment_intent'>): Promise<void> {
  const intent = await context.work.get(paymentIntents, id);
  const owner = intent?.internal.owner;
  if (owner?.startsWith(`${invoices.prefix}_`)) await invoiceMoved(context, { id: owner, object: 'invoice' });
}

async function methodCollected(context: Context, { id }: EntityOf<'setup_intent'>): Promise<void> {
  const intent = await context.work.get(setupIntents, id);
  const owner = intent?.internal.owner;
  if (intent && owner?.startsWith(`${subscriptions.prefix}_`)) {
    await setUp(context, owner, idOf(intent.payment_method));
  }
}

/** The most subscriptions of a customer read at once. */
const AT_ONCE = 500;

async function customerDeleted(context: Context, { id }: EntityOf<'customer'>): Promise<void> {
  for (const subscription of await context.work.list(subscriptions, { by: `customer/${id}`, limit: AT_ONCE })) {
    if (isEnded(subscription)) continue;
    await endSubscription(context, subscription, { reason: 'cancellation_requested' });
  }
}
