import { type ExternalBankAccount, externalBankAccounts } from '../accounts/external-accounts/type.ts';
import type { Context } from '../kernel/context.ts';
import { digest } from '../kernel/digest.ts';

const NOTHING_DUE = { currently_due: [], errors: [], past_due: [], pending_verification: [] };

/** Creates the test bank account that a platform is paid out to. */
export function makeTestBank({ work, account }: Context): ExternalBankAccount {
  return work.insert<ExternalBankAccount>(externalBankAccounts, {
    id: work.newId('ba'),
    object: 'bank_account',
    account: null,
    account_holder_name: account.displayName,
    account_holder_type: 'company',
    account_type: null,
    available_payout_methods: account.country === 'US' ? ['standard', 'instant'] : ['standard'],
    bank_name: 'STRIPE TEST BANK',
    country: account.country,
    currency: account.defaultCurrency,
    default_for_currency: true,
    fingerprint: digest(`own bank of ${account.id}`, account.fingerprintKey),
    future_requirements: NOTHING_DUE,
    last4: '6789',
    metadata: {},
    requirements: NOTHING_DUE,
    routing_number: '110000000',
    status: 'verified',
    internal: { bank: { failure: null, takesInstant: true } },
  });
}
