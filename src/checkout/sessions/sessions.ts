import type Stripe from 'stripe';
import { type Filters, pageOfItems } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { resource, view } from '../../kernel/resource.ts';
import { displayItemsOfCheckoutSessions } from './changes/2020-08-27-display-items.ts';
import { customersOfCheckoutSessions } from './changes/2022-08-01-customers.ts';
import { formerLineItems } from './changes/2022-08-01-line-items.ts';
import { paymentsOfCheckoutSessions } from './changes/2022-08-01-payment-at-once.ts';
import { shippingOfCheckoutSessions } from './changes/2022-08-01-shipping.ts';
import { kindsOfCustomFields } from './changes/2023-10-16-custom-fields-by-type.ts';
import { shippingDetailsOfCheckoutSessions } from './changes/2025-03-31.basil-shipping-details.ts';
import { billingModeOfSessions } from './changes/2025-09-30.clover-billing-mode.ts';
import { namesOfUiModes } from './changes/2026-03-25.dahlia-ui-modes.ts';
import { paymentMethodTypesOfSessions } from './changes/2026-09-30.endive-payment-method-types.ts';
import { createSession } from './create.ts';
import { checkoutTimers, expireSession } from './expire.ts';
import { requireSession } from './find.ts';
import { readPageKey } from './id.ts';
import { lineItemIncludes, sessionIncludes } from './included.ts';
import { lineItemsOf } from './line-items.ts';
import { type CheckoutSession, checkoutSessions } from './type.ts';
import { updateSession } from './update.ts';

type ListParams = Stripe.Checkout.SessionListParams;

function filtersOf(params: ListParams): Filters<CheckoutSession> {
  const { customer, customer_details: details, payment_intent, payment_link, status, subscription } = params;
  return { where: { customer, email: details?.email, payment_intent, payment_link, status, subscription } };
}

const listLineItems = define('GET /v1/checkout/sessions/{session}/line_items', async (context, params, path) => {
  const session = await requireSession(context, path.session);
  const items = await lineItemsOf(context, session);
  return pageOfItems(items, params, `/v1/checkout/sessions/${session.id}/line_items`);
});

export const checkoutSessionResource = resource(checkoutSessions, {
  collection: '/v1/checkout/sessions',
  item: '/v1/checkout/sessions/{session}',
  retrieve: requireSession,
  list: filtersOf,
  options: { list: { notYet: ['customer_account'] } },
  operations: [createSession, updateSession, expireSession, listLineItems],
  includes: sessionIncludes,
  timers: checkoutTimers,
  pageKey: readPageKey,
  changes: [
    displayItemsOfCheckoutSessions,
    formerLineItems,
    customersOfCheckoutSessions,
    paymentsOfCheckoutSessions,
    shippingOfCheckoutSessions,
    kindsOfCustomFields,
    shippingDetailsOfCheckoutSessions,
    billingModeOfSessions,
    namesOfUiModes,
    paymentMethodTypesOfSessions,
  ],
});

/** A line of a session, which is stored with it. */
export const lineItemResource = view('item', { includes: lineItemIncludes });
