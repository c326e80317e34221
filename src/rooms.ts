import { refundsOnCharge } from './charges/changes/2022-11-15-list-of-refunds.ts';
import { disputeOfCharges } from './charges/changes/2023-08-16-expandable-dispute.ts';
import { amountUpdatesOfCharges } from './charges/changes/2025-03-31.basil-amount-updates.ts';
import { invoiceOfCharges } from './charges/changes/2025-03-31.basil-invoice.ts';
import { expandableMandateOfCardCharges } from './charges/changes/2026-09-30.endive-expandable-mandate.ts';
import { chargeOperations } from './charges/charges.ts';
import { disputeAppeals } from './charges/disputes/changes/2026-10-28.endive-appeals.ts';
import { disputeOperations } from './charges/disputes/disputes.ts';
import { disputeTimers } from './charges/disputes/timers.ts';
import { disputes } from './charges/disputes/type.ts';
import { earlyFraudWarningOperations } from './charges/early-fraud-warnings/early-fraud-warnings.ts';
import { earlyFraudWarnings } from './charges/early-fraud-warnings/type.ts';
import { refundTimers } from './charges/refunds/timers.ts';
import { refunds } from './charges/refunds/type.ts';
import { reviewOperations } from './charges/reviews/reviews.ts';
import { reviews } from './charges/reviews/type.ts';
import { chargeTimers } from './charges/timers.ts';
import { charges } from './charges/type.ts';
import { checkoutFollowers } from './checkout/follow.ts';
import { paymentPageOperations } from './checkout/page/pages.ts';
import { kindsOfCustomFields } from './checkout/sessions/changes/2023-10-16-custom-fields-by-type.ts';
import { shippingDetailsOfCheckoutSessions } from './checkout/sessions/changes/2025-03-31.basil-shipping-details.ts';
import { namesOfUiModes } from './checkout/sessions/changes/2026-03-25.dahlia-ui-modes.ts';
import { paymentMethodTypesOfSessions } from './checkout/sessions/changes/2026-09-30.endive-payment-method-types.ts';
import { checkoutTimers } from './checkout/sessions/expire.ts';
import { CHECKOUT_INCLUDED } from './checkout/sessions/included.ts';
import { checkoutSessionOperations } from './checkout/sessions/sessions.ts';
import { checkoutSessions } from './checkout/sessions/type.ts';
import { customerBalanceTransactions } from './customers/balance/type.ts';
import { cashTransactions } from './customers/cash-balance/type.ts';
import { couponsOfCustomers } from './customers/changes/2025-03-31.basil-coupon-parameters.ts';
import { customerOperations } from './customers/customers.ts';
import { discountTimers } from './customers/discount/timers.ts';
import { CUSTOMER_INCLUDED } from './customers/included.ts';
import { taxIds } from './customers/tax-ids/type.ts';
import { taxIdTimers } from './customers/tax-ids/verification.ts';
import { customers } from './customers/type.ts';
import { eventOperations } from './events/events.ts';
import type { Followers } from './events/followers.ts';
import { webhookEndpointOperations, webhookEndpointType } from './events/webhook-endpoints.ts';
import { fileOperations } from './files/files.ts';
import { fileLinks } from './files/links/type.ts';
import { files } from './files/type.ts';
import type { Context } from './kernel/context.ts';
import type { Entity, ResourceType } from './kernel/entity.ts';
import { DEFAULT_PAGE } from './kernel/list.ts';
import type { Operation } from './kernel/operation.ts';
import type { Storage } from './kernel/storage.ts';
import type { VersionChange } from './kernel/version-change.ts';
import { balanceTimers } from './ledger/available.ts';
import { balanceOperations } from './ledger/balance.ts';
import { balanceTransactionOperations } from './ledger/balance-transactions.ts';
import { balanceTransactions } from './ledger/type.ts';
import { outboundCallTimers } from './network/outbound-calls/outbound-call.ts';
import { paymentMethodConfigurationOperations } from './payment-methods/configurations/configurations.ts';
import { configurations } from './payment-methods/configurations/type.ts';
import { confirmationTokenOperations } from './payment-methods/confirmation-tokens/confirmation-tokens.ts';
import { confirmationTokens } from './payment-methods/confirmation-tokens/type.ts';
import { customerSessionOperations } from './payment-methods/customer-sessions/create.ts';
import { customerSessions } from './payment-methods/customer-sessions/type.ts';
import { mandateOperations } from './payment-methods/mandates/mandates.ts';
import { mandates } from './payment-methods/mandates/type.ts';
import { paymentMethodOperations } from './payment-methods/payment-methods.ts';
import { sourceTimers } from './payment-methods/sources/expiring.ts';
import { sourceOperations } from './payment-methods/sources/sources.ts';
import { bankAccounts } from './payment-methods/sources/type.ts';
import { SOURCE_VIEWS } from './payment-methods/sources/views.ts';
import { tokenOperations } from './payment-methods/tokens/tokens.ts';
import { tokens } from './payment-methods/tokens/type.ts';
import { paymentMethods } from './payment-methods/type.ts';
import { actionTimers } from './payments/actions/timers.ts';
import { elementsSessionOperations } from './payments/elements-sessions/elements-sessions.ts';
import { paymentMethodTypesDefault } from './payments/intents/changes/2023-08-16-default-payment-method-types.ts';
import { paymentMethodTypesOfIntents } from './payments/intents/changes/2026-09-30.endive-payment-method-types.ts';
import { chargesOnPaymentIntent } from './payments/payment-intents/changes/2022-11-15-list-of-charges.ts';
import { automaticAsyncCapture } from './payments/payment-intents/changes/2023-08-16-automatic-async-capture.ts';
import { statementDescriptorOfCardPayments } from './payments/payment-intents/changes/2023-10-16-statement-descriptor-of-cards.ts';
import { captureMethodDefault } from './payments/payment-intents/changes/2024-04-10-default-capture-method.ts';
import { expiredPaymentIntents } from './payments/payment-intents/changes/2025-03-31.basil-expired-authorizations.ts';
import { invoiceOfPaymentIntents } from './payments/payment-intents/changes/2025-03-31.basil-invoice.ts';
import { includedLineItems } from './payments/payment-intents/line-items.ts';
import { paymentIntentOperations } from './payments/payment-intents/payment-intents.ts';
import { paymentIntentTimers } from './payments/payment-intents/timers.ts';
import { paymentIntents } from './payments/payment-intents/type.ts';
import { refundOperations } from './payments/refunds/refunds.ts';
import { setupAttemptOperations } from './payments/setup-attempts/setup-attempts.ts';
import { setupAttempts } from './payments/setup-attempts/type.ts';
import { setupIntentOperations } from './payments/setup-intents/setup-intents.ts';
import { setupIntents } from './payments/setup-intents/type.ts';
import { COUPON_INCLUDED, couponOperations } from './products/coupons/coupons.ts';
import { coupons } from './products/coupons/type.ts';
import { sourceOfDiscounts } from './products/discounts/changes/2025-09-30.clover-source.ts';
import { DISCOUNT_INCLUDED } from './products/discounts/included.ts';
import { discounts } from './products/discounts/type.ts';
import { planOperations } from './products/plans/plans.ts';
import { PLAN_INCLUDED, PLAN_VIEWS } from './products/plans/view.ts';
import { aggregateUsageOfPrices } from './products/prices/changes/2025-03-31.basil-aggregate-usage.ts';
import { PRICE_INCLUDED, priceOperations } from './products/prices/prices.ts';
import { prices } from './products/prices/type.ts';
import { marketingFeaturesOfProducts } from './products/products/changes/2024-04-10-marketing-features.ts';
import { productOperations } from './products/products/products.ts';
import { products } from './products/products/type.ts';
import { promotionOfPromotionCodes } from './products/promotion-codes/changes/2025-09-30.clover-promotion.ts';
import { PROMOTION_CODE_INCLUDED, promotionCodeOperations } from './products/promotion-codes/promotion-codes.ts';
import { promotionCodes } from './products/promotion-codes/type.ts';
import { SHIPPING_RATE_INCLUDED, shippingRateOperations } from './products/shipping-rates/shipping-rates.ts';
import { shippingRates } from './products/shipping-rates/type.ts';
import { taxRateOperations } from './products/tax-rates/tax-rates.ts';
import { taxRates } from './products/tax-rates/type.ts';
import { searchOperations, totalCount } from './search/search.ts';
import type { TimerHandler } from './timers/worker.ts';

/** What the rooms of the house bring: the one place that names them all. */

/** Every operation that is built. */
export function allOperations(storage: Storage): Operation[] {
  return [
    ...balanceOperations,
    ...balanceTransactionOperations,
    ...chargeOperations,
    ...checkoutSessionOperations,
    ...confirmationTokenOperations,
    ...couponOperations,
    ...customerOperations,
    ...customerSessionOperations,
    ...disputeOperations,
    ...earlyFraudWarningOperations,
    ...elementsSessionOperations,
    ...eventOperations(storage),
    ...fileOperations,
    ...mandateOperations,
    ...paymentIntentOperations,
    ...paymentMethodConfigurationOperations,
    ...paymentMethodOperations,
    ...paymentPageOperations,
    ...planOperations,
    ...priceOperations,
    ...productOperations,
    ...promotionCodeOperations,
    ...refundOperations,
    ...searchOperations(RESOURCE_TYPES),
    ...reviewOperations,
    ...setupAttemptOperations,
    ...setupIntentOperations,
    ...shippingRateOperations,
    ...sourceOperations,
    ...taxRateOperations,
    ...tokenOperations,
    ...webhookEndpointOperations,
  ];
}

/** Every kind of object that is stored, for expanding. */
export const RESOURCE_TYPES = [
  balanceTransactions,
  bankAccounts,
  cashTransactions,
  charges,
  checkoutSessions,
  configurations,
  confirmationTokens,
  coupons,
  customerBalanceTransactions,
  customerSessions,
  customers,
  discounts,
  disputes,
  earlyFraudWarnings,
  fileLinks,
  files,
  mandates,
  paymentIntents,
  paymentMethods,
  prices,
  products,
  promotionCodes,
  refunds,
  reviews,
  setupAttempts,
  setupIntents,
  shippingRates,
  taxIds,
  taxRates,
  tokens,
  webhookEndpointType,
] as unknown as readonly ResourceType<Entity>[];

/** Fields that are only there when asked for, by `object.field`. */
export const INCLUDED: Readonly<Record<string, (context: Context, object: Entity) => Promise<unknown>>> = {
  ...CHECKOUT_INCLUDED,
  ...CUSTOMER_INCLUDED,
  ...COUPON_INCLUDED,
  ...DISCOUNT_INCLUDED,
  ...PLAN_INCLUDED,
  ...PRICE_INCLUDED,
  ...PROMOTION_CODE_INCLUDED,
  ...SHIPPING_RATE_INCLUDED,
  'charge.refunds': (context, charge) =>
    embedded(context, refunds, `charge/${charge.id}`, `/v1/charges/${charge.id}/refunds`),
  'payment_intent.amount_details.line_items': (context, intent) => includedLineItems(context, intent.id),
  // Only API versions before 2022-11-15 have it.
  'payment_intent.charges': (context, intent) =>
    embedded(context, charges, `payment_intent/${intent.id}`, `/v1/charges?payment_intent=${intent.id}`),
  'search_result.total_count': async (context) => totalCount(context),
};

/** The most entries an embedded list counts; it shows the newest few. */
const MOST_COUNTED = 1_000;

/** A list inside an object: its newest entries, and how many there are. */
async function embedded<T extends Entity>(
  context: Context,
  type: ResourceType<T>,
  by: string,
  url: string,
): Promise<object> {
  const found = await context.work.list(type, { by, limit: MOST_COUNTED });
  const data = found.slice(0, DEFAULT_PAGE);
  return { object: 'list', data, has_more: found.length > data.length, total_count: found.length, url };
}

/** What follows an event within its own commit. */
export const FOLLOWERS: Followers = {
  ...checkoutFollowers,
};

/** What happens when time passes, by the kind of timer; delivery of webhooks aside. */
export const TIMERS: Readonly<Record<string, TimerHandler>> = {
  ...actionTimers,
  ...balanceTimers,
  ...chargeTimers,
  ...discountTimers,
  ...checkoutTimers,
  ...disputeTimers,
  ...outboundCallTimers,
  ...paymentIntentTimers,
  ...refundTimers,
  ...sourceTimers,
  ...taxIdTimers,
};

/** Objects that are kept as others and found by their own names all the same, by object name. */
export const VIEWS: Readonly<Record<string, (context: Context, id: string) => Promise<Entity | undefined>>> = {
  ...PLAN_VIEWS,
  ...SOURCE_VIEWS,
};

/** Every semantic change of an API version, in any order. */
export const VERSION_CHANGES: readonly VersionChange[] = [
  refundsOnCharge,
  disputeOfCharges,
  amountUpdatesOfCharges,
  invoiceOfCharges,
  expandableMandateOfCardCharges,
  disputeAppeals,
  kindsOfCustomFields,
  shippingDetailsOfCheckoutSessions,
  namesOfUiModes,
  paymentMethodTypesOfSessions,
  couponsOfCustomers,
  paymentMethodTypesDefault,
  paymentMethodTypesOfIntents,
  chargesOnPaymentIntent,
  automaticAsyncCapture,
  statementDescriptorOfCardPayments,
  captureMethodDefault,
  expiredPaymentIntents,
  invoiceOfPaymentIntents,
  sourceOfDiscounts,
  aggregateUsageOfPrices,
  marketingFeaturesOfProducts,
  promotionOfPromotionCodes,
];
