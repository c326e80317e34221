import type {
  StripeCheckoutAmount,
  StripeCheckoutContact,
  StripeCheckoutDiscountAmount,
  StripeCheckoutLineItem,
  StripeCheckoutSavedPaymentMethod,
  StripeCheckoutSession,
  StripeCheckoutShippingOption,
  StripeCheckoutTaxAmount,
  StripeCheckoutTaxIdInfo,
} from '@stripe/stripe-js';
import { decimals } from '../../../src/shared/currencies.ts';
import type {
  PageDiscount,
  PageLine,
  PageSavedMethod,
  PageShippingOption,
  PageTax,
  PaymentPage,
} from '../../../src/shared/payment-page-view.ts';
import { money } from '../../shared/money.ts';

/** Data of the customer that the page has set. Some of it is only sent on confirmation. */
export interface CustomerData {
  readonly email: string | null;
  readonly phoneNumber: string | null;
  readonly billingAddress: StripeCheckoutContact | null;
  readonly shippingAddress: StripeCheckoutContact | null;
  readonly individualName: string | null;
  readonly businessName: string | null;
  readonly taxIdInfo: StripeCheckoutTaxIdInfo | null;
}

type Amount = (minorUnits: number) => StripeCheckoutAmount;

/** Returns a session as Stripe.js shows it to pages. Recurring amounts need subscriptions. */
export function clientSession(
  page: PaymentPage,
  { customer, isEntered, tag }: { customer: CustomerData; isEntered: boolean; tag: string },
): StripeCheckoutSession {
  const { currency, totals } = page;
  const amount: Amount = (minorUnitsAmount) => ({ minorUnitsAmount, amount: money(minorUnitsAmount, currency, tag) });
  const options = page.shipping_options.map((option) => shippingOption(option, currency ?? '', amount));
  const chosen = options.find(({ id }) => id === page.shipping_rate);
  const { taxes } = totals;
  return {
    id: page.id,
    livemode: page.livemode,
    status: statusOf(page),
    canConfirm: page.status === 'open' && isEntered && (!page.email.editable || customer.email !== null),
    currency: currency ?? '',
    // Florin has no currency conversion.
    currencyOptions: null,
    minorUnitsAmountDivisor: 10 ** decimals(currency ?? 'usd'),
    businessName: customer.taxIdInfo?.businessName ?? customer.businessName,
    nameCollection: namesOf(page, customer),
    email: customer.email ?? page.email.value,
    phoneNumber: customer.phoneNumber ?? page.phone.value,
    billingAddress: customer.billingAddress,
    shippingAddress: customer.shippingAddress ?? contactOf(page),
    lineItems: page.lines.map((line) => lineItem(line, page, amount)),
    // Optional items exist on Florin's own pages only.
    optionalItems: null,
    // A session has one discount at most.
    discountAmounts: page.discounts.map((discount) => discountAmount(discount, totals.discount, amount)),
    lastPaymentError: page.payment?.error ? { message: page.payment.error.message } : null,
    recurring: null,
    savedPaymentMethods: page.saved_payment_methods.map(savedMethod),
    shipping: chosen ? { shippingOption: chosen, taxAmounts: null } : null,
    shippingOptions: options,
    surcharge: null,
    tax: { status: taxStatus(page) },
    taxAmounts: taxes.map((tax) => taxAmount(tax, amount)),
    taxIdInfo: customer.taxIdInfo,
    total: {
      subtotal: amount(totals.subtotal),
      discount: amount(totals.discount),
      shippingRate: amount(totals.shipping ?? 0),
      surcharge: amount(0),
      taxExclusive: amount(sumOf(taxes, false)),
      taxInclusive: amount(sumOf(taxes, true)),
      total: amount(totals.total),
      appliedBalance: amount(0),
      balanceAppliedToNextInvoice: false,
    },
  };
}

function statusOf({ status, payment_status: paymentStatus }: PaymentPage): StripeCheckoutSession['status'] {
  return status === 'complete' ? { type: status, paymentStatus } : { type: status };
}

function namesOf(
  { name_collection: asked }: PaymentPage,
  customer: CustomerData,
): StripeCheckoutSession['nameCollection'] {
  if (!asked.business && !asked.individual) return null;
  return { individualName: customer.individualName, businessName: customer.businessName };
}

/** Returns the tax status. Automatic tax needs an address first. */
function taxStatus(page: PaymentPage): StripeCheckoutSession['tax']['status'] {
  if (page.automatic_tax.status !== 'requires_location_inputs') return 'ready';
  return page.shipping_address_collection ? 'requires_shipping_address' : 'requires_billing_address';
}

function contactOf({ shipping }: PaymentPage): StripeCheckoutContact | null {
  if (!shipping) return null;
  return { name: shipping.name, address: { ...shipping.address, country: shipping.address.country ?? '' } };
}

function sumOf(taxes: readonly PageTax[], inclusive: boolean): number {
  return taxes.filter((tax) => tax.inclusive === inclusive).reduce((sum, { amount }) => sum + amount, 0);
}

function taxAmount(tax: PageTax, amount: Amount): StripeCheckoutTaxAmount {
  const { display_name: displayName, inclusive, percentage } = tax;
  return { ...amount(tax.amount), inclusive, displayName, percentage };
}

function discountAmount(
  { code, name, percent_off: percentOff }: PageDiscount,
  off: number,
  amount: Amount,
): StripeCheckoutDiscountAmount {
  return { ...amount(off), displayName: name, promotionCode: code, recurring: null, percentOff };
}

/** Returns a price with fractions of the smallest unit; null if it has none and `unitAmount` is set. */
function decimalAmount({ unit_amount: whole, unit_amount_decimal: decimal }: PageLine, amount: Amount) {
  return whole === null && decimal !== null ? amount(Number(decimal)) : null;
}

function lineItem(line: PageLine, page: PaymentPage, amount: Amount): StripeCheckoutLineItem {
  const { transform_quantity: packages } = line;
  const { recurring } = line;
  return {
    id: line.id,
    name: line.name,
    description: line.description,
    images: [...line.images],
    priceId: line.price,
    quantity: line.quantity,
    unitLabel: line.unit_label,
    unitAmount: amount(line.unit_amount ?? Math.round(line.amount_subtotal / line.quantity)),
    unitAmountDecimal: decimalAmount(line, amount),
    subtotal: amount(line.amount_subtotal),
    discount: amount(line.amount_discount),
    taxExclusive: amount(sumOf(line.taxes, false)),
    taxInclusive: amount(sumOf(line.taxes, true)),
    total: amount(line.amount_total),
    discountAmounts:
      line.amount_discount > 0
        ? page.discounts.map((discount) => discountAmount(discount, line.amount_discount, amount))
        : null,
    taxAmounts: line.taxes.map((tax) => taxAmount(tax, amount)),
    recurring: recurring && {
      interval: recurring.interval,
      intervalCount: recurring.interval_count,
      usageType: recurring.usage_type,
    },
    adjustableQuantity: line.adjustable_quantity,
    isRemovable: line.optional,
    // Only recurring prices have tiers.
    pricing: null,
    transformQuantity: packages && {
      divideBy: packages.divide_by,
      round: packages.round,
      packageCount: Math[packages.round === 'up' ? 'ceil' : 'floor'](line.quantity / packages.divide_by),
    },
  };
}

function shippingOption(option: PageShippingOption, currency: string, amount: Amount): StripeCheckoutShippingOption {
  return {
    ...amount(option.amount),
    id: option.shipping_rate,
    currency,
    displayName: option.display_name,
    // The API and Stripe.js have the same units.
    deliveryEstimate: option.delivery_estimate as StripeCheckoutShippingOption['deliveryEstimate'],
  };
}

function savedMethod({ id, type, brand, last4, billing, ...card }: PageSavedMethod): StripeCheckoutSavedPaymentMethod {
  const { name, email, address } = billing;
  return {
    id,
    type,
    card: { brand, last4, expMonth: card.exp_month, expYear: card.exp_year },
    billingDetails: { name, email, address },
  };
}
