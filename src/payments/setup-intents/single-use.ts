import { invalidRequest } from '../../kernel/errors.ts';

/** The types whose payers can give a mandate for one payment ahead of it (API reference, `single_use`). */
const TYPES: readonly string[] = [
  'acss_debit',
  'alipay',
  'au_becs_debit',
  'bacs_debit',
  'bancontact',
  'boleto',
  'ideal',
  'link',
  'sepa_debit',
  'us_bank_account',
];

/** Refuses `single_use` on a SetupIntent of types that have no mandates for a single payment, as cards. */
export function checkSingleUse(types: readonly string[]): void {
  const unfit = types.filter((type) => !TYPES.includes(type));
  if (unfit.length === 0) return;
  throw invalidRequest(
    `Single-use mandates are only valid for ${TYPES.join(', ')}; this SetupIntent also accepts ${unfit.join(', ')}. Leave single_use out for a mandate that can be used many times.`,
    { param: 'single_use' },
  );
}
