import type { TokenizedAccount } from '../../network/type.ts';
import type { MethodContext, PaymentMethodModule, Verdict } from '../method.ts';
import { NO_LATER_CAPTURE } from './redirect.ts';
import { checkTargetDate, type DebitOptions } from './target-date.ts';

/** Test mode: seconds until a bank's result, which takes days otherwise (https://docs.stripe.com/testing#non-card-payments). */
export const SETTLES_SECONDS = 2;

type Own = Pick<PaymentMethodModule, 'type' | 'rank' | 'label' | 'currencies' | 'countries' | 'make' | 'mandate'> &
  Partial<PaymentMethodModule> & {
    /** Account fields of a charge's details. */
    account(method: Parameters<PaymentMethodModule['chargeDetails']>[0]): object;
  };

const UNVERIFIED: Readonly<Record<'failed' | 'expired', Verdict>> = {
  failed: {
    move: 'fail',
    code: 'payment_method_microdeposit_failed',
    message: 'The microdeposits could not be sent to the bank account. Check its details with the customer.',
  },
  expired: {
    move: 'fail',
    code: 'payment_method_microdeposit_verification_timeout',
    message: 'The bank account was not verified with microdeposits within 10 days.',
  },
};

/** Declares a bank debit: the account's bank answers later. `own` overrides the defaults. */
export function bankDebit({ account, ...own }: Own): PaymentMethodModule {
  return {
    amounts: {},
    flow: 'bank_debit',
    moneyFlow: { payer: 'debit', settlesAfterSeconds: SETTLES_SECONDS, refunds: 'later' },
    onByDefault: false,
    delayed: true,
    reusable: true,
    setupFutureUsage: ['none', 'on_session', 'off_session'],
    capture: NO_LATER_CAPTURE,
    refund: { partial: true, withinDays: 180 },
    requires: ['name', 'email'],
    chargePrefix: 'py',
    actionSeconds: null,
    defaultOptions: {},
    setup: { defaultOptions: {}, attemptDetails: () => ({}) },
    chargeDetails: (method, _outcome, { mandate }) => ({ ...account(method), ...(mandate !== null && { mandate }) }),
    next: (signal) => (signal === 'authorized' ? { move: 'authorize' } : UNVERIFIED[signal]),
    checkOptions: (options) => checkTargetDate(options as DebitOptions, own.type),
    ...own,
  };
}

/** Tokenizes a bank account number of digits and letters. Throws if the number is invalid. */
export function vaulted(
  { network, fingerprintKey }: MethodContext,
  account: { readonly type: string; readonly number: string; readonly routing?: string },
): TokenizedAccount {
  const { type, number, routing = null } = account;
  return network.tokenizeAccount({ type, number, routing }, { fingerprintKey });
}

/** Removes spaces and dashes from a typed number. */
export function compact(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase();
}
