import { invalidRequest } from '../kernel/errors.ts';
import { endOfDay, expiresAtOnce, voucher } from './kinds/display.ts';
import { checkBetween, checkOneOf } from './kinds/limits.ts';

interface Options {
  readonly confirmation_number: string | null;
  readonly expires_after_days: number | null;
  readonly expires_at: number | null;
}

type Stores = Readonly<Record<string, { readonly confirmation_number?: string; readonly payment_code: string }>>;

const UTC_OFFSET_HOURS = 9;
const DEFAULT_DAYS = 3;
const UNDER = 'payment_method_options[konbini]';
const CHAINS = ['familymart', 'lawson', 'ministop', 'seicomart'] as const;

/** Konbini: paid in cash in the convenience stores of Japan. */
export const konbini = voucher({
  type: 'konbini',
  rank: 320,
  label: 'Konbini',
  currencies: ['jpy'],
  countries: ['JP'],
  amounts: { jpy: { min: 120, max: 300_000 } },
  defaultOptions: { confirmation_number: null, expires_after_days: null, expires_at: null, product_description: null },

  checkOptions(options) {
    const { confirmation_number: number, expires_after_days, expires_at } = options as Options;
    checkOneOf({ expires_after_days, expires_at }, UNDER);
    checkBetween(expires_after_days, [0, 60], `${UNDER}[expires_after_days]`);
    if (number !== null && !/^\d{10,11}$/.test(number)) {
      throw invalidRequest('Invalid confirmation number. Use ten or eleven digits, such as a phone number.', {
        param: `${UNDER}[confirmation_number]`,
      });
    }
  },

  actionEnds(options, { nowSeconds, email }) {
    const { expires_after_days: days, expires_at: at } = options as Options;
    if (expiresAtOnce(email)) return nowSeconds;
    return at ?? endOfDay(nowSeconds, days ?? DEFAULT_DAYS, UTC_OFFSET_HOURS);
  },

  nextAction({ url, endsAt, digits, options, method }) {
    const phone = method.billing_details.phone?.replaceAll(/\D/g, '');
    const confirmation = (options as Options).confirmation_number ?? (phone || digits(11, 'confirmation'));
    const stores: Stores = Object.fromEntries(
      CHAINS.map((chain) => [chain, { confirmation_number: confirmation, payment_code: digits(6, chain) }]),
    );
    return {
      type: 'konbini_display_details',
      konbini_display_details: { expires_at: endsAt, hosted_voucher_url: url, stores },
    };
  },

  shows(shown) {
    const { stores } = shown.konbini_display_details as { stores: Stores };
    const [first] = Object.values(stores);
    return [
      { what: 'confirmation_number', value: first?.confirmation_number ?? '' },
      ...Object.entries(stores).map(([chain, { payment_code: value }]) => ({
        what: 'payment_code' as const,
        of: STORE_NAMES[chain] ?? chain,
        value,
      })),
    ];
  },

  chargeDetails: () => ({ store: { chain: 'lawson' } }),
});

const STORE_NAMES: Readonly<Record<string, string>> = {
  familymart: 'FamilyMart',
  lawson: 'Lawson',
  ministop: 'Ministop',
  seicomart: 'Seicomart',
};
