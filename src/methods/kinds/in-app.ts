import type { MoneyFlow } from '../../network/type.ts';
import type { ActionFacts, NextAction, PaymentMethodModule } from '../method.ts';
import { qrCode } from './display.ts';

/** Test mode: the payer answers by themselves; their e-mail selects the answer. */
export const ANSWERED_IN_APP: MoneyFlow = {
  payer: 'pays',
  settlesAfterSeconds: 0,
  refunds: 'at_once',
  payerActs: 'in_an_app',
};

/**
 * Declares a method whose payer approves in an app, where the bank asks them without a redirect. `own` overrides the
 * defaults.
 */
export function approvedInApp(own: Parameters<typeof qrCode>[0]): PaymentMethodModule {
  return qrCode({ flow: 'app', moneyFlow: ANSWERED_IN_APP, ...own });
}

/** The next action of methods that the API has no type of action for: Stripe.js waits until the payer has answered. */
export function awaitPayer({ url }: ActionFacts): NextAction {
  return { type: 'use_stripe_sdk', use_stripe_sdk: { type: 'await_payer', hosted_instructions_url: url } };
}
