import type Stripe from 'stripe';
import { pageOfItems } from '../../kernel/list.ts';
import { type Operation, operation } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { createSession } from './create.ts';
import { expireSession } from './expire.ts';
import { requireSession } from './find.ts';
import { lineItemsOf } from './line-items.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';
import { updateSession } from './update.ts';

type ListParams = Stripe.Checkout.SessionListParams;

/** The list that a filter walks, and what else has to hold. */
function filterOf(params: ListParams): { by?: string; keep?: (session: CheckoutSession) => boolean } {
  const email = params.customer_details?.email;
  const fields: Readonly<Record<string, string | undefined>> = {
    payment_intent: params.payment_intent,
    subscription: params.subscription,
    payment_link: params.payment_link,
    customer: params.customer,
    email,
    status: params.status,
  };
  const given = Object.entries(fields).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const [first, ...others] = given;
  if (!first) return {};
  const listings = others.map(([field, value]) => `${field}/${value}`);
  return {
    by: `${first[0]}/${first[1]}`,
    keep: (session) => listings.every((name) => checkoutSessions.listedBy?.(session).includes(name)),
  };
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
    { retrieve: requireSession, list: filterOf },
  ),
];
