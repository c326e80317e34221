import { callApi } from '../../shared/call-api.ts';
import { misuse } from '../../shared/misuse.ts';
import type { Answer, Params, Place } from '../../shared/protocol.ts';
import { controlOf, type ElementControl } from '../elements/element.ts';
import { cardOf, type GroupControl } from '../elements/group.ts';
import type { Page } from '../page.ts';

/** The source of a payment method: an element, or parameters. */
export interface Source {
  readonly element?: ElementControl | undefined;
  /** The group whose address and e-mail elements are included. */
  readonly group?: GroupControl | undefined;
}

/** Sends a call through the frame with the entered values, or directly if there is none. */
export async function send(
  page: Page,
  source: Source,
  call: { path: string; params: Params; place: Place; key?: string },
): Promise<Answer> {
  const { element } = source;
  if (!element) return callApi(page.origin, page.merchant, { method: 'POST', path: call.path, params: call.params });
  if (!source.group) return element.ask({ what: 'send', ...call });
  const params = withOtherElements(call, await readOtherElements(source.group));
  checkNeverAsked(element, params, call.place);
  return element.ask({ what: 'send', ...call, params });
}

/** Returns the card element in `{card: element}`. Throws for anything else. */
export function cardElement(given: unknown, call: string): ElementControl | undefined {
  const control = controlOf(given);
  if (control && (control.element.kind === 'card' || control.element.kind === 'cardNumber')) return control;
  if (typeof given === 'object' && given !== null && 'token' in given) return undefined;
  throw misuse(
    `stripe.${call}() needs a card: an element of type card or cardNumber, or {token}. Card numbers never pass through your page.`,
  );
}

/** Returns the element of a group that collects a payment method. */
export function collectorOf(group: GroupControl, call: string): ElementControl {
  const found = group.find('payment') ?? cardOf(group);
  if (found) return found;
  throw misuse(`stripe.${call}({elements}) needs a payment or card element. Create and mount one.`);
}

interface OtherElements {
  readonly billing: Params;
  readonly shipping: Params | undefined;
}

/** Returns the values of a form's address and e-mail elements. */
async function readOtherElements(group: GroupControl): Promise<OtherElements> {
  const email = await entryOf<{ email: string }>(group.find('linkAuthentication'));
  const billing = await entryOf<Address>(group.find('address', 'billing'));
  const shipping = await entryOf<Address>(group.find('address', 'shipping'));
  return {
    billing: { ...(email?.email && { email: email.email }), ...(billing && apiAddress(billing)) },
    shipping: shipping && apiAddress(shipping),
  };
}

/** The value of an address element. */
interface Address {
  readonly name: string;
  readonly address: Params;
  readonly phone?: string;
}

/** Converts an address for the API: one name, no empty values. */
function apiAddress({ name, address, phone }: Address): Params {
  const filled = Object.fromEntries(Object.entries(address).filter(([, line]) => line !== ''));
  return { name: name || undefined, address: filled, phone: phone || undefined };
}

async function entryOf<Value>(element: ElementControl | undefined): Promise<Value | undefined> {
  if (!element) return undefined;
  const answer = await element.ask({ what: 'value' });
  return answer.error ? undefined : (answer.body as { value: Value }).value;
}

/** Merges billing details. The page's parameters take precedence over other elements. */
function withOtherElements(
  { path, params, place }: { path: string; params: Params; place: Place },
  { billing, shipping }: OtherElements,
): Params {
  const holder = (place === 'payment_method_data' ? params.payment_method_data : params) as Params | undefined;
  const billingDetails: Params = { ...billing, ...(holder?.billing_details as Params | undefined) };
  const withBilling = Object.keys(billingDetails).length > 0 ? { billing_details: billingDetails } : {};
  const base =
    place === 'payment_method_data'
      ? { ...params, payment_method_data: { ...holder, ...withBilling } }
      : { ...params, ...(place === 'payment_method' && withBilling) };
  const sends = place === 'payment_method_data' && !path.startsWith('/v1/setup_intents/');
  return shipping && sends ? { shipping, ...base } : base;
}

/** Throws if the page disabled the collection of details that it does not pass itself, as Stripe's library does. */
function checkNeverAsked(element: ElementControl, params: Params, place: Place): void {
  const { billingDetails } = (element.options().fields ?? {}) as { billingDetails?: 'never' | { address?: unknown } };
  const address = typeof billingDetails === 'object' ? billingDetails.address : billingDetails;
  if (address !== 'never') return;
  const method = (place === 'payment_method_data' ? params.payment_method_data : params) as Params | undefined;
  const billing = method?.billing_details as { address?: { country?: unknown } } | undefined;
  if (billing?.address?.country !== undefined) return;
  throw misuse(
    "The payment element was created with fields.billingDetails.address 'never'. Pass payment_method_data.billing_details.address with at least its country.",
  );
}
