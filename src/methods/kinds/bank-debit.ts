import type { TokenizedAccount } from '../../network/type.ts';
import type { MethodContext, PaymentMethodModule, Verdict } from '../method.ts';
import { NO_LATER_CAPTURE } from './redirect.ts';

const DAY_SECONDS = 86_400;

/** What every debit can do. `settlesDays` is how long banks take to say whether the money comes. */
type Own = Pick<PaymentMethodModule, 'type' | 'label' | 'currencies' | 'countries' | 'make' | 'mandate'> &
  Partial<PaymentMethodModule> & {
    readonly settlesDays: number;
    /** What its charges show of the account. */
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
    message: 'The bank account was not verified with microdeposits within the 10 days there are for it.',
  },
};

/** A method that fetches money from a bank account, whose bank says days later whether it comes. `own` is what is its own. */
export function bankDebit({ settlesDays, account, ...own }: Own): PaymentMethodModule {
  return {
    amounts: {},
    flow: 'bank_debit',
    moneyFlow: { payer: 'debit', settlesAfterSeconds: settlesDays * DAY_SECONDS, refunds: 'later' },
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
    ...own,
  };
}

/** Vaults a bank account: digits and letters only. Throws for a number that no account has. */
export function vaulted(
  { network, fingerprintKey }: MethodContext,
  account: { readonly type: string; readonly number: string; readonly routing?: string },
): TokenizedAccount {
  const { type, number, routing = null } = account;
  return network.tokenizeAccount({ type, number, routing }, { fingerprintKey });
}

/** A typed number without what people put between its parts. */
export function compact(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase();
}
