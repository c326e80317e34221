import type { ApiAnswer } from '../../../src/api/http.ts';
import type { Florin } from '../../../src/florin.ts';
import { type Command, METHODS, type Method } from './payment.ts';
import { BASE_URL } from './platform.ts';
import type { Observed } from './possible.ts';

/** A request in a form that can be sent again. */
export interface Sent {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  /** Form fields, or the query. */
  readonly form: Readonly<Record<string, string>>;
  readonly key: string | null;
}

/** A response; a replay must have the same text. */
export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly replayed: boolean;
}

export async function send(florin: Florin, secretKey: string, { method, path, form, key }: Sent): Promise<Reply> {
  if (!path.startsWith('/v1') && !path.startsWith('/_florin')) return press(florin, path, form);
  const encoded = new URLSearchParams(form).toString();
  const headers: Readonly<Record<string, string | null>> = {
    authorization: `Bearer ${secretKey}`,
    'idempotency-key': key,
  };
  const answer: ApiAnswer = await florin.api({
    method,
    path,
    query: method === 'GET' ? encoded : '',
    header: (name) => headers[name] ?? undefined,
    body: async () => (method === 'GET' ? '' : encoded),
    bytes: async () => new TextEncoder().encode(encoded),
    ip: null,
    baseUrl: BASE_URL,
  });
  // A long list comes as bytes.
  const text = answer.bytes ? new TextDecoder().decode(answer.bytes) : answer.body;
  return { status: answer.status, text, replayed: answer.headers['idempotent-replayed'] === 'true' };
}

/** Sends the form of a customer's page. */
async function press(florin: Florin, path: string, form: Readonly<Record<string, string>>): Promise<Reply> {
  const answer = await florin.fetch(`${BASE_URL}${path}`, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status < 400 ? 200 : answer.status, text: '', replayed: false };
}

/** Facts of a payment from its responses, as far as requests need them. */
export interface Known {
  readonly tag: string;
  readonly id: string | null;
  /** The customer's page while the payment waits for it. */
  readonly page: string | null;
  readonly dispute: string | null;
}

/** Returns the request of a command. */
export function requestOf({ tag, id, page, dispute }: Known, command: Command, key: string | null): Sent {
  const post = (path: string, form: Readonly<Record<string, string>> = {}): Sent => ({
    method: 'POST',
    path,
    form,
    key,
  });
  const at = `/v1/payment_intents/${id}`;
  switch (command.do) {
    case 'create':
      return post('/v1/payment_intents', {
        amount: String(command.amount),
        currency: command.currency,
        ...(command.capture === 'manual' && { capture_method: 'manual' }),
        'automatic_payment_methods[enabled]': 'true',
        'metadata[tag]': tag,
        ...(command.method !== null && { confirm: 'true', ...paidWith(command.method) }),
      });
    case 'confirm':
      return post(`${at}/confirm`, paidWith(command.method));
    case 'press':
      return { ...post(page ?? '', { choice: command.choice }), key: null };
    case 'capture':
      return post(`${at}/capture`, command.amount === null ? {} : { amount_to_capture: String(command.amount) });
    case 'refund':
      return post('/v1/refunds', {
        payment_intent: id ?? '',
        ...(command.amount !== null && { amount: String(command.amount) }),
      });
    case 'amount':
      return post(at, { amount: String(command.amount) });
    case 'note':
      return post(at, { [`metadata[${command.name}]`]: command.text });
    case 'cancel':
      return post(`${at}/cancel`);
    case 'accept dispute':
      return post(`/v1/disputes/${dispute}/close`);
    case 'counter dispute':
      return post(`/v1/disputes/${dispute}`, { 'evidence[uncategorized_text]': command.evidence });
    case 'read':
      return { method: 'GET', path: at, form: {}, key: null };
    case 'find': {
      const form = { query: `metadata['tag']:'${tag}'` };
      return { method: 'GET', path: '/v1/payment_intents/search', form, key: null };
    }
    case 'wait':
      throw new Error('time is not a request');
  }
}

function paidWith(method: Method): Record<string, string> {
  const id = METHODS[method];
  return {
    ...(id === null ? { 'payment_method_data[type]': method } : { payment_method: id }),
    return_url: 'https://shop.example/done',
  };
}

/** The fields that are read from responses. */
export interface Body {
  readonly id?: string;
  readonly object?: string;
  readonly status?: string;
  readonly amount?: number;
  readonly amount_capturable?: number;
  readonly amount_received?: number;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly next_action?: object | null;
  readonly data?: readonly Body[];
  readonly error?: { readonly code?: string; readonly payment_intent?: Body };
}

/** Returns the parts of a response that the model covers. */
export function observedIn({ status, text }: Reply): Observed {
  if (text === '') return { status, code: null, shown: undefined };
  const body = JSON.parse(text) as Body;
  if (status !== 200) return { status, code: body.error?.code ?? null, shown: undefined };
  return { status, code: null, shown: shownBy(body) };
}

function shownBy(body: Body): unknown {
  switch (body.object) {
    case 'payment_intent':
      return shownByPayment(body);
    case 'refund':
      return { amount: body.amount, status: body.status };
    case 'dispute':
      return body.status;
    case 'search_result':
      return body.data?.length === 1 ? shownByPayment(body.data[0] ?? {}) : `${body.data?.length} found`;
    default:
      return undefined;
  }
}

export function shownByPayment({ status, amount, metadata, ...body }: Omit<Body, 'data'>): unknown {
  const { tag: _, ...notes } = metadata ?? {};
  const names = Object.keys(notes).sort();
  return {
    status,
    amount,
    capturable: body.amount_capturable,
    received: body.amount_received,
    notes: Object.fromEntries(names.map((name) => [name, notes[name]])),
  };
}

/** Returns the payment in a response or in its error. */
export function paymentIn({ text }: Reply): Body | undefined {
  if (text === '') return undefined;
  const body = JSON.parse(text) as Body;
  const payment = body.error?.payment_intent ?? body;
  return payment.object === 'payment_intent' ? payment : undefined;
}

/** Returns the path of the page that a payment waits for. */
export function pageOf({ next_action: action }: Body): string | null {
  const found = /"https?:\/\/[^"/]*(\/authorize\/[^"]*)"/.exec(JSON.stringify(action ?? null));
  return found?.[1]?.replace(/\/code\..*/, '') ?? null;
}
