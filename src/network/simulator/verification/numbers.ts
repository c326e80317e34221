import type { NumberKind } from '../../verification/type.ts';

/** The result that a test number stands for. */
export type NumberResult =
  | 'directors_missing'
  | 'directors_not_found'
  | 'immediate'
  | 'match'
  | 'mismatch'
  | 'not_issued'
  | 'not_registered'
  | 'owners_missing'
  | 'owners_not_found'
  | 'pending';

/** Test numbers of persons: https://docs.stripe.com/connect/testing#test-personal-id-numbers. */
const OF_PERSONS: Readonly<Record<string, NumberResult>> = {
  '0000': 'match',
  '2222': 'immediate',
  '1111': 'mismatch',
  '000000000': 'match',
  '111111111': 'mismatch',
  '222222222': 'immediate',
};

/** Test numbers of companies: https://docs.stripe.com/connect/testing#test-business-tax-ids. */
const OF_COMPANIES: Readonly<Record<string, NumberResult>> = {
  '000000000': 'match',
  '000000001': 'match',
  '111111111': 'mismatch',
  '111111112': 'not_issued',
  '222221000': 'not_registered',
  '222221001': 'owners_not_found',
  '222221002': 'directors_not_found',
  '222221003': 'owners_missing',
  '222221004': 'directors_missing',
  '222221005': 'pending',
  '222222222': 'immediate',
};

/**
 * The result of a number. Countries have numbers of their own lengths, so a number of zeros, ones or twos of any length
 * is read as the nine digits of the United States; any other one matches.
 */
export function resultOf(kind: NumberKind, value: string): NumberResult {
  const digits = value.replaceAll(/[^0-9A-Za-z]/g, '');
  const results = kind === 'tax_id' || kind === 'registration_number' ? OF_COMPANIES : OF_PERSONS;
  const repeated = /^([012])\1{3,}$/.exec(digits)?.[1];
  return results[digits] ?? (repeated === undefined ? undefined : results[repeated.repeat(9)]) ?? 'match';
}
