import type { BankKind } from '../../shared/protocol.ts';

/** The payment method whose fields an element has, and a currency in which it is offered. */
interface BankMethod {
  readonly type: string;
  readonly currency: string;
}

export const BANK_METHODS: Readonly<Record<BankKind, BankMethod>> = {
  auBankAccount: { type: 'au_becs_debit', currency: 'aud' },
  epsBank: { type: 'eps', currency: 'eur' },
  fpxBank: { type: 'fpx', currency: 'myr' },
  iban: { type: 'sepa_debit', currency: 'eur' },
  idealBank: { type: 'ideal', currency: 'eur' },
  p24Bank: { type: 'p24', currency: 'pln' },
};

/** An amount that every one of these payment methods accepts, in the currency's smallest unit. */
const AMOUNT = 10_000;

/** Returns the parameters of the call that loads the fields of a payment method. */
export function settingsParams({ type, currency }: BankMethod) {
  return {
    type: 'deferred_intent',
    deferred_intent: { mode: 'payment', amount: AMOUNT, currency, payment_method_types: [type] },
  };
}

/** Returns the parts of a `change` event that only this element has. The bank of a test account has no name. */
export function ownChange(kind: BankKind, values: Readonly<Record<string, string>>): Record<string, string> {
  if (kind === 'iban') return { country: (values.iban ?? '').slice(0, 2).toUpperCase(), bankName: '' };
  if (kind === 'auBankAccount') return { bankName: '', branchName: '' };
  return { value: values.bank ?? '' };
}
