import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { checkMethodAmount } from '../../methods/amounts.ts';
import type { PaymentMethodModule } from '../../methods/method.ts';
import { methodOf } from '../../methods/registry.ts';
import { checkRequiredFields } from '../../payment-methods/required-billing-fields.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { checkUsable } from '../../payment-methods/usable.ts';
import { checkType } from '../intents/given-method.ts';
import type { Payment } from './ask-network.ts';
import type { PaymentIntent } from './type.ts';

/** Throws unless a payment method can be given to a PaymentIntent of this customer and these types. */
export function checkSuits(
  method: PaymentMethod,
  { customer, types }: { readonly customer: string | null; readonly types: readonly string[] },
): void {
  checkUsable(method, customer);
  checkType(method, types);
}

/** Throws unless a PaymentIntent can be confirmed with a payment method. */
export function checkMethod({ intent, method, terms }: Payment): void {
  checkSuits(method, { customer: intent.customer, types: intent.payment_method_types });
  const module = methodOf(method.type);
  if (terms.capture === 'manual' && !module.capture.manual) {
    throw invalidRequest(`Payments with ${module.label} cannot be captured later. Leave capture_method=manual out.`, {
      param: 'capture_method',
    });
  }
  checkUsage(module, terms);
  checkNetwork(method, terms);
  checkMethodAmount(method.type, intent.amount, intent.currency);
  checkPayerCountry(module, method, intent.currency);
  module.checkOptions?.(terms.options, 'confirmed', intent.currency);
  checkRequiredFields(method, { shipped: intent.shipping !== null });
  checkDescriptor(intent, method);
}

/** A method that cannot be saved is not charged as if it had been. */
function checkUsage({ label, setupFutureUsage }: PaymentMethodModule, { usage }: Payment['terms']): void {
  if (usage === null || setupFutureUsage.includes(usage)) return;
  throw invalidRequest(
    `Payments with ${label} cannot be set up for later use. Leave setup_future_usage=${usage} out.`,
    {
      param: 'setup_future_usage',
    },
  );
}

/** A card is only run on one of its own networks. */
function checkNetwork({ card }: PaymentMethod, { options }: Payment['terms']): void {
  const { network } = options;
  const available = card?.networks?.available ?? [];
  if (!card || !network || available.includes(network)) return;
  throw invalidRequest(`The card cannot be run on ${network}; its networks are ${available.join(', ')}.`, {
    param: 'payment_method_options[card][network]',
  });
}

/** Throws for a customer who lives where the method is not used, or pays with it in another country's currency. */
function checkPayerCountry(module: PaymentMethodModule, method: PaymentMethod, currency: string): void {
  const { boundTo, countries, label } = module;
  const country = method.billing_details.address?.country;
  if (!country || boundTo === undefined || countries === 'all') return;
  if (!countries.includes(country)) {
    throw invalidRequest(
      `${label} is only available in ${countries.join(', ')}, but the billing address of ${method.id} is in ${country}.`,
      { code: 'payment_method_invalid_parameter', param: 'payment_method' },
    );
  }
  if (boundTo === 'countries' || boundTo[country] === currency) return;
  throw invalidRequest(
    `Customers in ${country} pay with ${label} in ${boundTo[country]}, but this payment is in ${currency}.`,
    { code: 'payment_method_invalid_parameter', param: 'payment_method' },
  );
}

function checkDescriptor({ statement_descriptor: descriptor, internal }: PaymentIntent, { type }: PaymentMethod): void {
  if (type === 'card' && descriptor !== null && !internal.descriptorOnCards) refuseDescriptorOnCard();
}

/** Refuses a payment's own descriptor on cards, whose statements begin with that of the account. */
export function refuseDescriptorOnCard(): never {
  throw invalidRequest(
    "The `statement_descriptor` parameter is not supported for `card` payments. Use `statement_descriptor_suffix` to set what follows your account's own descriptor.",
    { param: 'statement_descriptor' },
  );
}

/** Refuses off-session payments under an e-mandate: they start with the bank's notice to its customer, a day ahead. */
export function refuseUnderIndianMandate(method: PaymentMethod): void {
  if (!method.internal.indianMandate) return;
  throw new StripeError(501, {
    type: 'api_error',
    message: `Florin does not support off-session payments under an Indian e-mandate yet, which ${method.id} has. Nothing was charged.`,
    param: 'off_session',
  });
}
