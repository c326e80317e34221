import { callApi } from '../../shared/call-api.ts';
import type { Answer, Params, Place } from '../../shared/protocol.ts';
import { controlOf, type ElementControl } from '../elements/element.ts';
import { cardOf, type GroupControl } from '../elements/group.ts';
import { misuse } from '../misuse.ts';
import type { Page } from '../page.ts';

/** Where a payment method comes from: an element in which it is entered, or parameters that say it already. */
export interface Source {
  readonly element?: ElementControl | undefined;
  /** Addresses and e-mails that other elements of the form hold. */
  readonly group?: GroupControl | undefined;
}

/** Sends a call through the frame that holds what was entered, or straight when nothing was. */
export async function send(
  page: Page,
  source: Source,
  call: { path: string; params: Params; place: Place },
): Promise<Answer> {
  const { element } = source;
  if (!element) return callApi(page.origin, page.merchant, { method: 'POST', path: call.path, params: call.params });
  if (!source.group) return element.ask({ what: 'send', ...call });
  const beside = await besideCard(source.group);
  return element.ask({ what: 'send', path: call.path, place: call.place, params: withBeside(call, beside) });
}

/** The element that a page names as a card, `{card: element}`; throws for anything that is none. */
export function cardElement(given: unknown, call: string): ElementControl | undefined {
  const control = controlOf(given);
  if (control && (control.element.kind === 'card' || control.element.kind === 'cardNumber')) return control;
  if (typeof given === 'object' && given !== null && 'token' in given) return undefined;
  throw misuse(
    `stripe.${call}() needs a card: an element of type card or cardNumber, or {token}. Card numbers never pass through your page.`,
  );
}

/** The element of a group that collects a payment method. */
export function collectorOf(group: GroupControl, call: string): ElementControl {
  const found = group.find('payment') ?? cardOf(group);
  if (found) return found;
  throw misuse(`stripe.${call}({elements}) needs a payment or card element among them. Create and mount one.`);
}

interface Beside {
  readonly billing: Record<string, unknown>;
  readonly shipping: Record<string, unknown> | undefined;
}

/** What the address and e-mail elements of a form add. */
async function besideCard(group: GroupControl): Promise<Beside> {
  const email = await entryOf<{ value: { email: string } }>(group.find('linkAuthentication'));
  const address = group.find('address');
  const entered = await entryOf<{ value: Record<string, unknown> }>(address);
  const isShipping = address?.options().mode === 'shipping';
  return {
    billing: { ...(email?.value.email && { email: email.value.email }), ...(!isShipping && entered?.value) },
    shipping: isShipping ? entered?.value : undefined,
  };
}

async function entryOf<Value>(element: ElementControl | undefined): Promise<Value | undefined> {
  if (!element) return undefined;
  const answer = await element.ask({ what: 'value' });
  return answer.error ? undefined : (answer.body as Value);
}

/** The page's own parameters win over what the elements beside the card say. */
function withBeside({ params, place }: { params: Params; place: Place }, { billing, shipping }: Beside): Params {
  const holder = (place === 'payment_method_data' ? params.payment_method_data : params) as Params | undefined;
  const billingDetails = { ...billing, ...(holder?.billing_details as Params | undefined) } as Params;
  const withBilling = Object.keys(billingDetails).length > 0 ? { billing_details: billingDetails } : {};
  const base =
    place === 'payment_method_data'
      ? { ...params, payment_method_data: { ...holder, ...withBilling } }
      : { ...params, ...(place === 'payment_method' && withBilling) };
  return shipping && place === 'payment_method_data' ? { shipping: shipping as Params, ...base } : base;
}
