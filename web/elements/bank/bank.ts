import type { BankKind, FrameKind } from '../../shared/protocol.ts';

/** The elements with the fields of one payment method: a bank account, or the choice of a bank. */
const BANK_KINDS: Readonly<Record<BankKind, true>> = {
  auBankAccount: true,
  epsBank: true,
  fpxBank: true,
  iban: true,
  idealBank: true,
  p24Bank: true,
};

export function isBankKind(kind: FrameKind): kind is BankKind {
  return Object.hasOwn(BANK_KINDS, kind);
}

/** Returns the parts of a `change` event that only this element has. The bank of a test account has no name. */
export function ownChange(kind: FrameKind, values: Readonly<Record<string, string>>): Record<string, string> {
  if (kind === 'iban') return { country: (values.iban ?? '').slice(0, 2).toUpperCase(), bankName: '' };
  if (kind === 'auBankAccount') return { bankName: '', branchName: '' };
  return { value: values.bank ?? '' };
}
