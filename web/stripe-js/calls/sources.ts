import type { Source, StripeError } from '@stripe/stripe-js';
import { callApi } from '../../shared/call-api.ts';
import { misuse } from '../../shared/misuse.ts';
import type { Answer, Params } from '../../shared/protocol.ts';
import { controlOf } from '../elements/element.ts';
import type { Page } from '../page.ts';
import { createToken } from './create.ts';
import { send } from './entered.ts';

type SourceResult =
  | { readonly source: Source; readonly error?: never }
  | { readonly source?: never; readonly error: StripeError };

/** `stripe.createSource` of older trains: from data, or from a card element and data. */
export async function createSource(page: Page, elementOrData: unknown, more: Params = {}): Promise<SourceResult> {
  const path = '/v1/sources';
  const element = controlOf(elementOrData);
  if (!element) return made(await callApi(page.origin, page.merchant, post(path, elementOrData as Params)));
  if (!element.element.kind.startsWith('card')) {
    return made(await send(page, { element }, { path, params: more, place: 'payment_method' }));
  }
  const { token, error } = await createToken(page, elementOrData);
  return error ? { error } : made(await callApi(page.origin, page.merchant, post(path, { ...more, token: token.id })));
}

/** `stripe.retrieveSource` of older trains. */
export async function retrieveSource(
  page: Page,
  given: { readonly id?: unknown; readonly client_secret?: unknown } | undefined,
): Promise<SourceResult> {
  const { id, client_secret: secret } = given ?? {};
  if (typeof id !== 'string' || typeof secret !== 'string') {
    throw misuse('stripe.retrieveSource() needs the id and the client_secret of a source.');
  }
  const call = {
    method: 'GET' as const,
    path: `/v1/sources/${encodeURIComponent(id)}`,
    params: { client_secret: secret },
  };
  return made(await callApi(page.origin, page.merchant, call));
}

function post(path: string, params: Params) {
  return { method: 'POST' as const, path, params };
}

function made(answer: Answer): SourceResult {
  return answer.error ? { error: answer.error } : { source: answer.body as Source };
}
