import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { digest } from '../../kernel/digest.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { hasIbanCheckDigits, isAbaNumber } from '../../methods/kinds/numbers.ts';
import type { NewBankAccount } from '../sources/type.ts';

/** A typed bank account. */
export type TypedBankAccount = Stripe.TokenCreateParams.BankAccount;

/** Banks of test mode have this name, whatever their number. */
const BANK_NAME = 'STRIPE TEST BANK';
/** A routing number of test mode without a right check digit. Its bank takes no instant payouts. */
const TEST_ROUTING = '111000000';
/** An IBAN has at most 34 characters, a national account number fewer. */
const ACCOUNT_NUMBER = /^[A-Z0-9]{4,34}$/;
const US_ACCOUNT_NUMBER = /^\d{4,17}$/;

/**
 * Creates a bank account from typed details, under a new id. Only the last four digits and a fingerprint of its number
 * are stored. Throws for invalid numbers. `under` is its path in errors.
 */
export function bankAccountOf({ work, account }: Context, typed: TypedBankAccount, under: string): NewBankAccount {
  const country = typed.country.toUpperCase();
  const number = plainNumber(typed.account_number);
  const routing = typed.routing_number?.replaceAll(/\s/g, '') ?? null;
  checkNumbers(country, number, routing, under);
  return {
    id: work.newId('ba'),
    object: 'bank_account',
    account_holder_name: typed.account_holder_name ?? null,
    account_holder_type: typed.account_holder_type ?? null,
    account_type: typed.account_type ?? null,
    bank_name: BANK_NAME,
    country,
    currency: typed.currency === undefined ? account.defaultCurrency : checkCurrency(typed.currency),
    fingerprint: digest(`${country} ${routing} ${number}`, account.fingerprintKey),
    last4: number.slice(-4),
    metadata: {},
    routing_number: routing,
    status: 'new',
  };
}

/** An account number without what is only there for readers. */
export function plainNumber(number: string): string {
  return number.replaceAll(/[\s-]/g, '').toUpperCase();
}

function checkNumbers(country: string, number: string, routing: string | null, under: string): void {
  if (!/^[A-Z]{2}$/.test(country)) {
    throw invalidRequest(`Country '${country}' is unknown.`, {
      code: 'country_unsupported',
      param: `${under}[country]`,
    });
  }
  if (country === 'US' && routing !== TEST_ROUTING && (routing === null || !isAbaNumber(routing))) {
    throw invalidRequest(
      'Invalid routing number. Use the nine digits of a bank in the United States, the last one a check digit.',
      {
        code: 'routing_number_invalid',
        param: `${under}[routing_number]`,
      },
    );
  }
  const fits = country === 'US' ? US_ACCOUNT_NUMBER : ACCOUNT_NUMBER;
  if (!fits.test(number) || (isIban(number) && !hasIbanCheckDigits(number))) {
    throw invalidRequest('The account number is invalid.', {
      code: 'account_number_invalid',
      param: `${under}[account_number]`,
    });
  }
}

function isIban(number: string): boolean {
  return /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/.test(number);
}
