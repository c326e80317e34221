import type { StripeError } from '@stripe/stripe-js';
import type { Params } from '../../shared/protocol.ts';
import { followNextAction, goTo } from '../actions/next-action.ts';
import type { ElementControl } from '../elements/element.ts';
import { type GroupControl, groupOf } from '../elements/group.ts';
import { misuse } from '../misuse.ts';
import type { Page } from '../page.ts';
import { cardElement, collectorOf, send } from './entered.ts';
import {
  asOutcome,
  asResult,
  type Intent,
  type IntentKind,
  type IntentResult,
  idOf,
  kindOf,
  type Outcome,
  PAYMENT,
  retrieve,
  SETUP,
} from './intent.ts';

/** `stripe.confirmPayment` and `stripe.confirmSetup`. */
export interface ConfirmOptions {
  readonly elements?: unknown;
  readonly clientSecret?: string;
  readonly confirmParams?: Params;
  readonly redirect?: 'always' | 'if_required';
}

export async function confirmWithElements(
  page: Page,
  kind: IntentKind,
  options: ConfirmOptions,
  call: 'confirmPayment' | 'confirmSetup',
): Promise<IntentResult> {
  const { redirect = 'always', confirmParams = {} } = options;
  const group = groupOf(options.elements);
  const clientSecret = secretOf(options, group, call);
  const id = idOf(kind, clientSecret, call);
  const returnUrl = confirmParams.return_url;
  if (redirect === 'always' && typeof returnUrl !== 'string') {
    throw misuse(
      `stripe.${call}() needs confirmParams.return_url, where the payer goes afterwards, or redirect: 'if_required'.`,
    );
  }
  const named = confirmParams.payment_method !== undefined || confirmParams.confirmation_token !== undefined;
  const element = named || !group ? undefined : collectorOf(group, call);
  if (element) {
    const wrong = await notSubmitted(group, element, call);
    if (wrong) return { error: wrong };
  }
  const outcome = await confirm(page, kind, {
    path: `${kind.path}/${id}/confirm`,
    params: { ...confirmParams, client_secret: clientSecret, use_stripe_sdk: true },
    element,
    group,
  });
  if (outcome.error || redirect === 'if_required') return asResult(kind, outcome);
  return goTo(addressAfter(kind, String(returnUrl), outcome.intent));
}

/** Elements made with a mode are submitted before they are confirmed; a form with a secret is looked over here. */
async function notSubmitted(
  group: GroupControl | undefined,
  element: ElementControl,
  call: string,
): Promise<StripeError | undefined> {
  if (group?.submitted()) return undefined;
  if (group?.purpose().mode !== undefined) {
    throw misuse(
      `elements.submit() must be called before stripe.${call}(), and awaited, right when the payer is done.`,
    );
  }
  const answer = await (group ? group.group.submit() : element.ask({ what: 'validate' }));
  return answer.error;
}

function secretOf({ clientSecret }: ConfirmOptions, group: GroupControl | undefined, call: string): string {
  const found = clientSecret ?? group?.purpose().clientSecret;
  if (found !== undefined) return found;
  throw misuse(`stripe.${call}() needs a clientSecret: pass it, or make the elements with one.`);
}

/** The page the payer ends on, with what Stripe.js adds to its address. */
function addressAfter(kind: IntentKind, returnUrl: string, intent: Intent): string {
  const url = new URL(returnUrl, location.href);
  url.searchParams.set(kind.name, intent.id);
  url.searchParams.set(`${kind.name}_client_secret`, intent.client_secret ?? '');
  url.searchParams.set('redirect_status', intent.status === 'processing' ? 'processing' : 'succeeded');
  return url.toString();
}

async function confirm(
  page: Page,
  kind: IntentKind,
  {
    path,
    params,
    element,
    group,
  }: { path: string; params: Params; element: ElementControl | undefined; group?: GroupControl | undefined },
): Promise<Outcome> {
  const outcome = asOutcome(await send(page, { element, group }, { path, params, place: 'payment_method_data' }));
  return outcome.error ? outcome : followNextAction(page, kind, outcome.intent);
}

/** What `confirmCardPayment` and its kin take beside the client secret. */
export interface ConfirmData extends Params {
  readonly payment_method?: string | Params;
}

/** `stripe.confirm…Payment` and `stripe.confirm…Setup`: one payment method type, with the data the page has of it. */
export async function confirmWithType(
  page: Page,
  given: { type: string; clientSecret: string; data?: unknown; options?: { handleActions?: boolean } | undefined },
  call: string,
): Promise<IntentResult> {
  const { type, clientSecret, options } = given;
  const kind = call.endsWith('Setup') ? SETUP : PAYMENT;
  const id = idOf(kind, clientSecret, call);
  const { payment_method: method, ...rest } = (given.data ?? {}) as ConfirmData;
  const { named, element } = methodOf(type, method, call);
  const path = `${kind.path}/${id}/confirm`;
  const params = { ...rest, ...named, client_secret: clientSecret, use_stripe_sdk: true };
  const sent = asOutcome(await send(page, { element }, { path, params, place: 'payment_method_data' }));
  if (sent.error || options?.handleActions === false) return asResult(kind, sent);
  return asResult(kind, await followNextAction(page, kind, sent.intent));
}

/** A payment method by its id, or the data of a new one; a card comes from its element. */
function methodOf(
  type: string,
  method: string | Params | undefined,
  call: string,
): { named: Params; element?: ElementControl | undefined } {
  if (typeof method === 'string') return { named: { payment_method: method } };
  if (method === undefined) return type === 'card' ? { named: {} } : { named: { payment_method_data: { type } } };
  const { [type]: detail, ...rest } = method;
  if (type !== 'card') return { named: { payment_method_data: { type, ...method } } };
  const element = cardElement(detail, call);
  return {
    named: { payment_method_data: { type, ...rest, ...(!element && { card: detail }) } },
    element,
  };
}

/** `stripe.handleNextAction` and the older `handleCardAction`: has the payer do what an intent waits for. */
export async function handleAction(page: Page, clientSecret: string, call: string): Promise<IntentResult> {
  const kind = kindOf(clientSecret);
  const now = await retrieve(page, kind, clientSecret, call);
  if (now.error) return asResult(kind, now);
  if (now.intent.status !== 'requires_action') {
    return {
      error: {
        type: 'invalid_request_error',
        code: `${kind.name}_unexpected_state`,
        message: `stripe.${call}() found the ${kind.name} in the state ${now.intent.status}: there is no action to handle.`,
        [kind.name]: now.intent,
      },
    };
  }
  return asResult(kind, await followNextAction(page, kind, now.intent));
}
