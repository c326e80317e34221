import Stripe from 'stripe';
import { type Running, serve } from '../shared/serve.ts';
import { type FlorinAt, openShop, readPage, thanksPage } from '../shared/shop.ts';

const PAGE = new URL('page/', import.meta.url);

const PRICE = { amount: 1099, currency: 'usd' } as const;

type Answer =
  | { readonly success: true }
  | { readonly requires_action: true; readonly payment_intent_client_secret: string }
  | { readonly error: string };

/** Card payments with authentication, confirmed by the server before and after it. */
export function startCardsWithAuthentication(florin: FlorinAt, port: number): Promise<Running> {
  const { hostname, port: florinPort } = new URL(florin.url);
  const stripe = new Stripe(florin.secretKey, { protocol: 'http', host: hostname, port: florinPort });
  const { app, orders } = openShop(PAGE, florin);
  const payPage = readPage(PAGE, 'pay.html');
  /** The PaymentIntent of each order. It succeeds once, so its order is paid once. */
  const intents = new Map<string, string>();

  async function intentOf(order: string): Promise<string> {
    const known = intents.get(order);
    if (known !== undefined) return known;
    const { id } = await stripe.paymentIntents.create(
      { ...PRICE, allowed_payment_method_types: ['card'], confirmation_method: 'manual', metadata: { order } },
      // Two tabs that ask at once get the same PaymentIntent.
      { idempotencyKey: order },
    );
    intents.set(order, id);
    return id;
  }

  /** Confirms with a card, or without one after authentication. */
  async function confirm(id: string, card: string | undefined): Promise<Answer> {
    try {
      const params = { use_stripe_sdk: true, ...(card !== undefined && { payment_method: card }) };
      return answerOf(await stripe.paymentIntents.confirm(id, params));
    } catch (error) {
      if (error instanceof Stripe.errors.StripeCardError) return { error: error.message };
      // Its status changed meanwhile (for example, in another tab); return the current one.
      if (error instanceof Stripe.errors.StripeError && error.code === 'payment_intent_unexpected_state') {
        return answerOf(await stripe.paymentIntents.retrieve(id));
      }
      throw error;
    }
  }

  app.get('/orders/:order', async (context) => {
    const order = orders.check(context.req.param('order'));
    const id = intents.get(order);
    const intent = id === undefined ? undefined : await stripe.paymentIntents.retrieve(id);
    if (intent?.status === 'succeeded') return context.html(thanksPage({ order }));
    // Resume an unfinished payment.
    const begun = intent?.status === 'requires_action' || intent?.status === 'requires_confirmation';
    const clientSecret = begun ? (intent.client_secret ?? '') : '';
    return context.html(payPage({ order, clientSecret, florin: florin.url, publishableKey: florin.publishableKey }));
  });

  app.post('/pay', async (context) => {
    const body: { order?: unknown; payment_method_id?: unknown; payment_intent_id?: unknown } =
      await context.req.json();
    const id = await intentOf(orders.check(body.order));
    if (typeof body.payment_method_id === 'string') return context.json(await confirm(id, body.payment_method_id));
    if (body.payment_intent_id === id) return context.json(await confirm(id, undefined));
    return context.json({ error: 'That payment is not for this order.' }, 400);
  });

  return serve(app, port);
}

/** Returns the part of a PaymentIntent that the page needs. */
function answerOf({ id, status, client_secret: secret }: Stripe.PaymentIntent): Answer {
  if (status === 'succeeded') return { success: true };
  if (status === 'requires_action' && secret) return { requires_action: true, payment_intent_client_secret: secret };
  throw new Error(`${id} is ${status}`);
}
