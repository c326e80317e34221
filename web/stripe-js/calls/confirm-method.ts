import type { StripeError } from '@stripe/stripe-js';
import type { Params } from '../../shared/protocol.ts';
import { controlOf, type ElementControl } from '../elements/element.ts';
import type { Page } from '../page.ts';
import { sendWithMandate } from './bank-windows.ts';
import { createToken } from './create.ts';
import { cardElement, send } from './entered.ts';
import { asOutcome, type IntentKind, type IntentResult, idOf, retrieve } from './intent.ts';
import { followNextAction } from './next-action.ts';

/** The data of `confirmCardPayment` and its relatives. */
interface ConfirmData extends Params {
  readonly payment_method?: string | Params;
  readonly payment_method_options?: { readonly card?: Params };
}

/** `stripe.confirm…Payment` and `stripe.confirm…Setup`: confirms with one payment method type. */
export async function confirmMethod<Result extends IntentResult>(
  page: Page,
  kind: IntentKind<Result>,
  given: { type: string; clientSecret: string; data?: unknown; options?: { handleActions?: boolean } | undefined },
  call: string,
): Promise<Result> {
  const { type, clientSecret, options } = given;
  const id = idOf(kind, clientSecret, call);
  const { payment_method: method, ...data } = (given.data ?? {}) as ConfirmData;
  const alone = method === undefined && type !== 'card' ? await retrieve(page, kind, clientSecret, call) : undefined;
  if (alone?.error) return kind.result(alone);
  // Without a method the call confirms with the one that the intent has, or with a new one that needs no data.
  const { named, element } = alone?.intent.payment_method ? { named: {} } : methodOf(type, method, call);
  const cvc = await withCvc(page, data);
  if (cvc.error) return kind.result(cvc);
  const path = `${kind.path}/${id}/confirm`;
  const params = { ...cvc.data, ...named, client_secret: clientSecret, use_stripe_sdk: true };
  const asked = WITH_MANDATE_WINDOW.has(type) && typeof method === 'object' && method[type] === undefined;
  const sent = asOutcome(
    asked
      ? await sendWithMandate(page, { path, params })
      : await send(page, { element }, { path, params, place: 'payment_method_data' }),
  );
  if (sent.error || options?.handleActions === false) return kind.result(sent);
  return kind.result(await followNextAction(page, kind, sent.intent));
}

/** Types whose customers enter their account in a window with the mandate, unless the page passes it. */
const WITH_MANDATE_WINDOW = new Set(['acss_debit']);

/** Returns the parameters of a saved payment method, or of a new one. Cards, and accounts in elements, come from those. */
function methodOf(
  type: string,
  method: string | Params | undefined,
  call: string,
): { named: Params; element?: ElementControl | undefined } {
  if (typeof method === 'string') return { named: { payment_method: method } };
  if (method === undefined) return type === 'card' ? { named: {} } : { named: { payment_method_data: { type } } };
  const { [type]: detail, ...rest } = method;
  const bank = type === 'card' ? undefined : controlOf(detail);
  if (type !== 'card' && !bank) return { named: { payment_method_data: { type, ...method } } };
  const element = bank ?? cardElement(detail, call);
  return {
    named: { payment_method_data: { type, ...rest, ...(!element && { card: detail }) } },
    element,
  };
}

/** Exchanges the `cardCvc` element's code for a token, to confirm with a saved card. */
async function withCvc(
  page: Page,
  data: ConfirmData,
): Promise<{ data: Params; error?: never } | { error: StripeError }> {
  const { cvc, ...card } = data.payment_method_options?.card ?? {};
  if (!controlOf(cvc)) return { data };
  const { token, error } = await createToken(page, 'cvc_update', cvc as Params);
  if (error) return { error };
  return { data: { ...data, payment_method_options: { card: { ...card, cvc_token: token.id } } } };
}
