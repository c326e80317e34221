import { ACCOUNT_SITUATIONS } from './account-situations.ts';
import { CHECKOUT_SITUATIONS } from './checkout-situations.ts';
import { CONNECT_SITUATIONS } from './connect-situations.ts';
import { CUSTOMER_SITUATIONS } from './customer-situations.ts';
import { EVENT_SITUATIONS } from './event-situations.ts';
import { INVOICE_SITUATIONS } from './invoice-situations.ts';
import { LIST_SITUATIONS } from './list-situations.ts';
import { METHOD_SITUATIONS } from './method-situations.ts';
import { OFFER_SITUATIONS } from './offer-situations.ts';
import { PAYMENT_SITUATIONS } from './payment-situations.ts';
import { PRODUCT_SITUATIONS } from './product-situations.ts';
import type { Prepare } from './situation.ts';
import { SUBSCRIPTION_SITUATIONS } from './subscription-situations.ts';
import { TAX_SITUATIONS } from './tax-situations.ts';
import { USAGE_SITUATIONS } from './usage-situations.ts';

/** Calls in which parameters have an effect, by operation. */
export const SITUATIONS: Readonly<Record<string, Prepare>> = {
  ...ACCOUNT_SITUATIONS,
  ...CHECKOUT_SITUATIONS,
  ...CONNECT_SITUATIONS,
  ...CUSTOMER_SITUATIONS,
  ...EVENT_SITUATIONS,
  ...INVOICE_SITUATIONS,
  ...LIST_SITUATIONS,
  ...METHOD_SITUATIONS,
  ...OFFER_SITUATIONS,
  ...PAYMENT_SITUATIONS,
  ...PRODUCT_SITUATIONS,
  ...SUBSCRIPTION_SITUATIONS,
  ...TAX_SITUATIONS,
  ...USAGE_SITUATIONS,
};
