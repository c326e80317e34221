import type Stripe from 'stripe';
import { type Filters, pageOfItems } from '../../kernel/list.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { createSession } from './create.ts';
import { expireSession } from './expire.ts';
import { requireSession } from './find.ts';
import { lineItemsOf } from './line-items.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';
import { updateSession } from './update.ts';

type ListParams = Stripe.Checkout.SessionListParams;

function filtersOf(params: ListParams): Filters<CheckoutSession> {
  const { customer, customer_details: details, payment_intent, payment_link, status, subscription } = params;
  return { where: { customer, email: details?.email, payment_intent, payment_link, status, subscription } };
}

const listLineItems = operation('GET /v1/checkout/sessions/{session}/line_items', async (context, params, path) => {
  const session = await requireSession(context, path.session);
  const items = await lineItemsOf(context, session);
  return pageOfItems(
    items,
    params,
    `/v1/checkout/sessions/${session.id}/line_items`,
  ) as unknown as Stripe.ApiList<Stripe.LineItem>;
});

export const checkoutSessionOperations: Operation[] = [
  createSession,
  updateSession,
  expireSession,
  listLineItems,
  ...resource(
    checkoutSessions,
    { collection: '/v1/checkout/sessions', item: '/v1/checkout/sessions/{session}' },
    { retrieve: requireSession, list: filtersOf },
  ),
];
