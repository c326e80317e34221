import type { JsonObject } from '../../../src/kernel/version-change.ts';
import { balance, balanceTransaction, customer, event, webhookEndpoint } from './samples/account.ts';
import { charge } from './samples/charge.ts';
import { card, confirmationToken, mandate, paymentMethod, token } from './samples/payment-methods.ts';
import { dispute, paymentIntent, refund } from './samples/payments.ts';
import { coupon, discount, plan, price, product, promotionCode, shippingRate, taxRate } from './samples/products.ts';
import { setupAttempt, setupIntent } from './samples/setup-intents.ts';

/**
 * Returns new objects of each type at the newest version, with all details of a card payment and all fields that
 * versions changed.
 */
export function samples(): Record<string, JsonObject> {
  return {
    balance: balance(),
    balance_transaction: balanceTransaction(),
    card: card(),
    charge: charge(),
    confirmation_token: confirmationToken(),
    coupon: coupon(),
    customer: customer(),
    discount: discount(),
    dispute: dispute(),
    event: event(),
    mandate: mandate(),
    payment_intent: paymentIntent(),
    payment_method: paymentMethod(),
    plan: plan(),
    price: price(),
    product: product(),
    promotion_code: promotionCode(),
    refund: refund(),
    setup_attempt: setupAttempt(),
    setup_intent: setupIntent(),
    shipping_rate: shippingRate(),
    tax_rate: taxRate(),
    token: token(),
    webhook_endpoint: webhookEndpoint(),
  };
}
