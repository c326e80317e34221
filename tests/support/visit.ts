import type Stripe from 'stripe';
import type { Florin } from '../../src/florin.ts';
import type { Harness } from './harness.ts';

export const RETURN_URL = 'https://shop.example/done?order=7';

/**
 * A page as a browser receives it, without following redirects. No-break spaces of amounts and times are replaced by
 * spaces.
 */
export interface Visit {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string | null;
}

async function visited(response: Response): Promise<Visit> {
  const { status, headers } = response;
  return {
    status,
    headers,
    text: (await response.text()).replace(/[\u00a0\u202f]/g, ' '),
    location: headers.get('location'),
  };
}

export async function visit(florin: Florin, url: string, headers: Record<string, string> = {}): Promise<Visit> {
  return visited(await florin.fetch(new URL(url, 'http://127.0.0.1:12111'), { headers }));
}

export async function send(florin: Florin, url: string, fields: Record<string, string>): Promise<Visit> {
  return visited(await florin.fetch(url, { method: 'POST', body: new URLSearchParams(fields) }));
}

/** Returns the address of the page that a payment or setup waits for. */
export function pageOf(
  intent: Pick<Stripe.PaymentIntent | Stripe.SetupIntent, 'id' | 'next_action' | 'status'>,
): string {
  const found = /"(https?:[^"]*\/authorize\/[^"]*)"/.exec(JSON.stringify(intent.next_action));
  const url = found?.[1]?.replace(/\/code\..*/, '');
  if (url === undefined) throw new Error(`${intent.id} waits on no page: ${intent.status}`);
  return url;
}

/** Creates a MobilePay payment that waits for its customer. */
export function payByMobilePay(
  { stripe }: Pick<Harness, 'stripe'>,
  params: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 1099,
    currency: 'dkk',
    payment_method_data: { type: 'mobilepay' },
    confirm: true,
    return_url: RETURN_URL,
    ...params,
  });
}

/** Creates a card payment whose issuer requires 3-D Secure. */
export function payByChallengedCard(
  { stripe }: Pick<Harness, 'stripe'>,
  params: Partial<Stripe.PaymentIntentCreateParams> = {},
): Promise<Stripe.PaymentIntent> {
  return stripe.paymentIntents.create({
    amount: 4250,
    currency: 'eur',
    payment_method: 'pm_card_threeDSecure2Required',
    confirm: true,
    return_url: RETURN_URL,
    ...params,
  });
}
