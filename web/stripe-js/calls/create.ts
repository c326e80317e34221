import type { ConfirmationToken, PaymentMethod, StripeError, Token } from '@stripe/stripe-js';
import { misuse } from '../../shared/misuse.ts';
import type { Answer, Params } from '../../shared/protocol.ts';
import { controlOf } from '../elements/element.ts';
import { groupOf } from '../elements/group.ts';
import type { Page } from '../page.ts';
import { cardElement, collectorOf, send } from './entered.ts';

/** A result for the page: the created object under its name, or an error. */
type Made<What> =
  | (What & { readonly error?: undefined })
  | ({ readonly [name in keyof What]?: undefined } & { readonly error: StripeError });

function made<What>(name: keyof What, answer: Answer): Made<What> {
  return (answer.error ? { error: answer.error } : { [name]: answer.body }) as Made<What>;
}

/**
 * `stripe.createPaymentMethod`: creates one from data, or from a form's elements. Older pages pass the type, an element
 * and data apart.
 */
export async function createPaymentMethod(
  page: Page,
  typeOrData: string | Params,
  elementOrData?: unknown,
  data: Params = {},
): Promise<Made<{ paymentMethod: PaymentMethod }>> {
  if (typeof typeOrData !== 'string') return createMethod(page, typeOrData);
  const type = typeOrData;
  if (!controlOf(elementOrData)) return createMethod(page, { type, ...(elementOrData as Params | undefined) });
  return createMethod(page, { type, ...data, [type]: elementOrData as Params });
}

async function createMethod(page: Page, given: Params): Promise<Made<{ paymentMethod: PaymentMethod }>> {
  const path = '/v1/payment_methods';
  const { elements, element: one, params } = given as { elements?: unknown; element?: unknown; params?: Params };
  if (elements !== undefined || one !== undefined) {
    const group = groupOf(elements);
    const element = group ? collectorOf(group, 'createPaymentMethod') : controlOf(one);
    if (!element) throw misuse('stripe.createPaymentMethod() needs elements of the same Stripe object.');
    if (group && !group.submitted()) {
      throw misuse('elements.submit() must be called before stripe.createPaymentMethod(), and awaited.');
    }
    return made(
      'paymentMethod',
      await send(page, { element, group }, { path, params: params ?? {}, place: 'payment_method' }),
    );
  }
  const { type } = given;
  if (typeof type !== 'string')
    throw misuse("stripe.createPaymentMethod() needs a type (for example, {type: 'card', card: element}).");
  const { [type]: detail, ...rest } = given;
  const element = type === 'card' ? cardElement(detail, 'createPaymentMethod') : controlOf(detail);
  const call = { path, params: element ? rest : given, place: 'payment_method' as const };
  return made('paymentMethod', await send(page, { element }, call));
}

/** `stripe.createToken`: creates one from a card element or from other data. */
export async function createToken(page: Page, what: unknown, data: Params = {}): Promise<Made<{ token: Token }>> {
  const path = '/v1/tokens';
  if (typeof what === 'string') {
    const params = what === 'cvc_update' ? {} : { [what]: data };
    const element = what === 'cvc_update' ? controlOf(data) : undefined;
    if (what === 'cvc_update' && !element)
      throw misuse("stripe.createToken('cvc_update', element) needs a cardCvc element.");
    return made('token', await send(page, { element }, { path, params, place: 'card' }));
  }
  const bank = controlOf(what);
  const element = bank?.element.kind === 'iban' ? bank : cardElement(what, 'createToken');
  return made('token', await send(page, { element }, { path, params: { card: data }, place: 'card' }));
}

/** `stripe.createConfirmationToken`: creates one from a form's elements, to be confirmed on the server. */
export async function createConfirmationToken(
  page: Page,
  given: { elements?: unknown; element?: unknown; params?: Params },
): Promise<Made<{ confirmationToken: ConfirmationToken }>> {
  const group = groupOf(given.elements);
  const element = group ? collectorOf(group, 'createConfirmationToken') : controlOf(given.element);
  if (!element) throw misuse('stripe.createConfirmationToken() needs the elements of a form.');
  if (group && !group.submitted()) {
    throw misuse('elements.submit() must be called before stripe.createConfirmationToken(), and awaited.');
  }
  const path = '/v1/confirmation_tokens';
  const { setupFutureUsage: usage, customerSessionClientSecret: secret } = group?.purpose() ?? {};
  const params = {
    ...given.params,
    ...(usage && { setup_future_usage: usage }),
    ...(secret && { customer_session_client_secret: secret }),
    use_stripe_sdk: true,
  };
  return made(
    'confirmationToken',
    await send(page, { element, group }, { path, params, place: 'payment_method_data' }),
  );
}
