import type Stripe from 'stripe';
import { invalidRequest } from '../../kernel/errors.ts';
import { refuseUnsupported } from '../../kernel/unsupported.ts';
import { findMethod, methodOf, typesFor } from '../../payment-methods/registry.ts';
import type { PaymentIntent } from './type.ts';

/** How a PaymentIntent says which payment methods may pay it. `payment_method_types` is how older versions do. */
export interface MethodSelection {
  readonly payment_method_types?: readonly string[] | undefined;
  readonly allowed_payment_method_types?: readonly string[] | '' | null | undefined;
  readonly excluded_payment_method_types?: readonly string[] | '' | null | undefined;
  readonly automatic_payment_methods?:
    | { readonly enabled: boolean; readonly allow_redirects?: 'always' | 'never' }
    | undefined;
}

/** The types that may pay, and whether they were chosen by Florin (automatic) or by the caller. */
export function selectTypes(
  selection: MethodSelection,
  currency: string,
): { types: string[]; automatic: Stripe.PaymentIntent.AutomaticPaymentMethods | null } {
  const { payment_method_types: named, automatic_payment_methods: automatic } = selection;
  if (named !== undefined) {
    if (automatic?.enabled) {
      throw invalidRequest(
        'You may only specify one of these parameters: automatic_payment_methods, payment_method_types.',
      );
    }
    for (const [index, type] of named.entries()) checkType(type, currency, `payment_method_types[${index}]`);
    if (named.length === 0)
      throw invalidRequest('Please provide at least one payment method type.', { param: 'payment_method_types' });
    return { types: [...named], automatic: null };
  }
  if (automatic?.enabled === false) return { types: ['card'], automatic: null };
  const redirects = automatic?.allow_redirects ?? 'always';
  const excluded = selection.excluded_payment_method_types || [];
  const allowed = selection.allowed_payment_method_types || undefined;
  const types = typesFor(currency).filter(
    (type) =>
      !excluded.includes(type) &&
      (allowed === undefined || allowed.includes(type)) &&
      (redirects === 'always' || methodOf(type).flow !== 'redirect'),
  );
  if (types.length === 0) {
    throw invalidRequest(
      `No payment method can pay this: none that Florin has fits the currency ${currency} and the types allowed. Change the currency or the types.`,
      { param: allowed === undefined ? 'currency' : 'allowed_payment_method_types' },
    );
  }
  return { types, automatic: { allow_redirects: redirects, enabled: true } };
}

function checkType(type: string, currency: string, param: string): void {
  const method = findMethod(type);
  if (!method) throw invalidRequest(`Florin does not have the payment method type '${type}' yet.`, { param });
  if (method.currencies === 'all' || method.currencies.includes(currency)) return;
  throw invalidRequest(
    `The currency ${currency} is not supported by the payment method type '${type}'. It takes ${method.currencies.join(', ')}.`,
    { param },
  );
}

/** A PaymentIntent's `payment_method_options`: the defaults of its types with what the caller set laid over them. */
export function methodOptions(
  types: readonly string[],
  set: Record<string, unknown> | '' | null | undefined,
  current?: Stripe.PaymentIntent.PaymentMethodOptions | null,
): Stripe.PaymentIntent.PaymentMethodOptions {
  const before = (current ?? {}) as Record<string, object>;
  const given = (set || {}) as Record<string, object | ''>;
  return Object.fromEntries(
    types.map((type) => {
      const change = given[type];
      const defaults = methodOf(type).defaultOptions;
      return [type, change === '' ? defaults : withChanges({ ...defaults, ...before[type] }, defaults, change, type)];
    }),
  ) as Stripe.PaymentIntent.PaymentMethodOptions;
}

/** Options of a type that belong to parts that are not there yet. */
const OPTIONS_NOT_YET = ['cvc_token', 'moto', 'three_d_secure'] as const;

/** Options with changes laid over them; '' sets one back to its default. */
function withChanges(options: object, defaults: object, change: object | undefined, type: string): object {
  if (change === undefined) return options;
  const under = `payment_method_options[${type}]`;
  refuseUnsupported(change, OPTIONS_NOT_YET, under);
  const changed = new Map(Object.entries(options));
  for (const [name, value] of Object.entries(change)) {
    const unset = (defaults as Record<string, unknown>)[name];
    if (value === '' && unset === undefined) changed.delete(name);
    else if (value === '') changed.set(name, unset);
    else if (name === 'installments') changed.set(name, installments(value, under));
    else if (name === 'mandate_options' && type === 'card') changed.set(name, { ...NO_MANDATE, ...value });
    // What is not there yet and was let through says no to it, as moto=false; there is nothing to keep of that.
    else if (!(OPTIONS_NOT_YET as readonly string[]).includes(name)) changed.set(name, value);
  }
  return Object.fromEntries(changed);
}

/** What is not said of a card's e-mandate. Only Indian cards know one; for any other the options are kept and unused. */
const NO_MANDATE = { description: null, end_date: null, interval_count: null, supported_types: null };

/** Whether installments are wished for. No test card has a plan, so there is none to choose. */
function installments(wish: { enabled?: boolean; plan?: unknown }, under: string): object {
  refuseUnsupported(wish, ['plan'], `${under}[installments]`);
  return { available_plans: [], enabled: wish.enabled ?? false, plan: null };
}

/** How the money is taken: the type's own setting wins over the PaymentIntent's. */
export function captureMethodOf(intent: PaymentIntent, type: string): Stripe.PaymentIntent.CaptureMethod {
  const options = intent.payment_method_options as Record<string, { capture_method?: 'manual' }> | null;
  return options?.[type]?.capture_method ?? intent.capture_method;
}

type FutureUsage = 'none' | 'on_session' | 'off_session';

/** What the payment method is kept for: the type's own setting wins over the PaymentIntent's. Null when not said. */
export function futureUsageOf(intent: PaymentIntent, type: string): FutureUsage | null {
  const options = intent.payment_method_options as Record<string, { setup_future_usage?: FutureUsage }> | null;
  return options?.[type]?.setup_future_usage ?? (intent.setup_future_usage as FutureUsage | null);
}
