import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { isOffered } from '../../methods/offer.ts';
import { methodOf } from '../../methods/registry.ts';
import type { Merchant } from '../../payment-methods/configurations/type.ts';
import type { Intent } from './intent.ts';

/** Parameters that select payment methods. `payment_method_types` is of older versions. */
export interface MethodSelection {
  readonly payment_method_types?: readonly string[] | undefined;
  readonly payment_method_configuration?: string | undefined;
  readonly allowed_payment_method_types?: readonly string[] | '' | null | undefined;
  readonly excluded_payment_method_types?: readonly string[] | '' | null | undefined;
  readonly automatic_payment_methods?:
    | { readonly enabled: boolean; readonly allow_redirects?: 'always' | 'never' }
    | undefined;
}

/** The types there are to select from. */
interface Offer {
  /** All that fit, in the order in which they are offered: those that the merchant has turned on, or names. */
  readonly types: readonly string[];
  /** The merchant's preferences, and the id of their configuration. */
  readonly merchant: Merchant;
  /** True if a type supports the payment's requirements; automatic selection leaves out the others. */
  suits?(type: string): boolean;
  /** Throws for a type that was named and does not fit; `param` is where. */
  check(type: string, param: string): void;
  /** Error if the selection is empty. */
  readonly nothingLeft: { readonly message: string; readonly param: string };
}

/** The payment methods of an intent: its types, and the configuration that they come from if they were selected automatically. */
interface Selection {
  readonly types: string[];
  readonly automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null;
  readonly configuration: Stripe.PaymentIntent.PaymentMethodConfigurationDetails | null;
}

/** The types an intent takes, and whether they were chosen by Florin (automatic) or by the caller. */
export function chooseTypes(selection: MethodSelection, offer: Offer): Selection {
  const { payment_method_types: named, automatic_payment_methods: automatic } = selection;
  if (named !== undefined) {
    if (selection.payment_method_configuration !== undefined) {
      throw invalidRequest(
        'You may only specify one of these parameters: payment_method_configuration, payment_method_types.',
      );
    }
    if (automatic?.enabled) {
      throw invalidRequest(
        'You may only specify one of these parameters: automatic_payment_methods, payment_method_types.',
      );
    }
    for (const [index, type] of named.entries()) {
      const param = `payment_method_types[${index}]`;
      if (named.indexOf(type) !== index) {
        throw invalidRequest(`The payment method type \`${type}\` is listed more than once.`, { param });
      }
      offer.check(type, param);
    }
    if (named.length === 0)
      throw invalidRequest('Please provide at least one payment method type.', { param: 'payment_method_types' });
    return { types: [...named], automatic: null, configuration: null };
  }
  if (automatic?.enabled === false) return { types: ['card'], automatic: null, configuration: null };
  const redirects = automatic?.allow_redirects ?? 'always';
  const excluded = selection.excluded_payment_method_types || [];
  const allowed = selection.allowed_payment_method_types || undefined;
  const types = offer.types.filter(
    (type) =>
      !excluded.includes(type) &&
      (allowed === undefined
        ? isOffered(type, offer.merchant.switches) && (offer.suits?.(type) ?? true)
        : allowed.includes(type)) &&
      (redirects === 'always' || methodOf(type).flow !== 'redirect'),
  );
  if (types.length === 0) {
    const { message, param } = offer.nothingLeft;
    throw invalidRequest(message, { param: allowed === undefined ? param : 'allowed_payment_method_types' });
  }
  const { configuration: id } = offer.merchant;
  return { types, automatic: { allow_redirects: redirects, enabled: true }, configuration: { id, parent: null } };
}

/** The selection of an intent's types so far, so that it can be repeated. */
export function currentSelection(
  intent: Pick<
    Intent,
    | 'allowed_payment_method_types'
    | 'automatic_payment_methods'
    | 'excluded_payment_method_types'
    | 'payment_method_types'
  >,
): MethodSelection {
  const { automatic_payment_methods: automatic } = intent;
  if (!automatic) return { payment_method_types: intent.payment_method_types };
  return {
    allowed_payment_method_types: intent.allowed_payment_method_types ?? undefined,
    excluded_payment_method_types: intent.excluded_payment_method_types ?? undefined,
    automatic_payment_methods: {
      enabled: true,
      allow_redirects: automatic.allow_redirects === 'never' ? 'never' : 'always',
    },
  };
}
