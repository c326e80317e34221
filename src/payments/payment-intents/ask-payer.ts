import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { methodOf } from '../../payment-methods/registry.ts';
import { type PaymentAction, paymentActions } from '../actions/type.ts';
import type { PaymentMethod } from '../payment-methods/type.ts';
import { afterAttempt } from './state.ts';
import type { PaymentIntent } from './type.ts';

/**
 * Sends the payer to a page of the network: a redirect when there is somewhere to come back to, else what Stripe.js
 * handles in the page. The page is there until the payment moves on or the method's time is over.
 */
export function askPayer(
  context: Context,
  intent: PaymentIntent,
  method: PaymentMethod,
  kind: PaymentAction['kind'],
  options: { useStripeSdk: boolean },
): PaymentIntent {
  const { work, account, caller } = context;
  const module = methodOf(method.type);
  const page = work.insert(paymentActions, {
    id: work.newId(paymentActions.prefix),
    object: 'payment_action',
    intent: intent.id,
    kind,
    method: method.type,
  });
  const url = `${caller.baseUrl}/authorize/${account.id}/${page.id}`;
  const waiting = work.save<PaymentIntent>({
    ...intent,
    last_payment_error: null,
    latest_charge: null,
    next_action: nextAction(context, url, intent.internal.returnUrl, options.useStripeSdk),
    payment_method: method.id,
    status: afterAttempt('action_required', intent.capture_method),
    internal: { ...intent.internal, action: page.id },
  });
  work.emit('payment_intent.requires_action', waiting);
  if (module.actionSeconds !== null) {
    work.schedule({
      kind: 'payment_intent.action_expires',
      subject: intent.id,
      dueAt: work.nowMs + module.actionSeconds * 1000,
      payload: { action: page.id },
    });
  }
  return waiting;
}

function nextAction(
  { work }: Context,
  url: string,
  returnUrl: string | null,
  useStripeSdk: boolean,
): Stripe.PaymentIntent.NextAction {
  if (returnUrl !== null && !useStripeSdk) {
    return { redirect_to_url: { return_url: returnUrl, url }, type: 'redirect_to_url' };
  }
  const source = work.newId('src');
  const query = `client_secret=src_client_secret_${work.newSecret(24)}&source_redirect_slug=test_${work.newSecret(24)}`;
  return {
    type: 'use_stripe_sdk',
    use_stripe_sdk: { source, stripe_js: `${url}?${query}`, type: 'three_d_secure_redirect' },
  } as Stripe.PaymentIntent.NextAction;
}
