import { endOfDay, expiresAtOnce, voucher } from './kinds/display.ts';
import { checkBetween } from './kinds/limits.ts';

interface Options {
  readonly expires_after_days: number;
}

/** Mexico City time; it has no daylight saving time. */
const UTC_OFFSET_HOURS = -6;

/** OXXO: paid in cash at OXXO stores. */
export const oxxo = voucher({
  type: 'oxxo',
  rank: 310,
  label: 'OXXO',
  currencies: ['mxn'],
  countries: ['MX'],
  amounts: { mxn: { min: 1_000, max: 1_000_000 } },
  refund: { partial: false, impossible: true },
  defaultOptions: { expires_after_days: 3 } satisfies Options,

  checkOptions: (options) =>
    checkBetween((options as Options).expires_after_days, [1, 7], 'payment_method_options[oxxo][expires_after_days]'),

  actionEnds: (options, { nowSeconds, email }) =>
    expiresAtOnce(email) ? nowSeconds : endOfDay(nowSeconds, (options as Options).expires_after_days, UTC_OFFSET_HOURS),

  nextAction: ({ url, endsAt, digits }) => ({
    type: 'oxxo_display_details',
    oxxo_display_details: { expires_after: endsAt, hosted_voucher_url: url, number: digits(34) },
  }),

  shows: (shown) => {
    const { number } = shown.oxxo_display_details as { number: string };
    return [{ what: 'number', value: number }];
  },

  chargeDetails: (_method, _outcome, { shown }) => ({
    number: shown?.oxxo_display_details?.number ?? null,
  }),
});
