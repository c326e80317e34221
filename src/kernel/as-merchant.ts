import type { Context } from './context.ts';

/**
 * The decision as the merchant of a payment: the account that its `on_behalf_of` names, or the one that is paid. The
 * merchant's country, currencies, name, statement descriptor and payment methods count
 * (https://docs.stripe.com/connect/charges#on_behalf_of).
 */
export function asMerchant(context: Context, onBehalfOf: string | null | undefined): Context | Promise<Context> {
  return onBehalfOf ? context.at(onBehalfOf) : context;
}
