import { DAY_SECONDS } from '../kernel/clock.ts';
import { expiresAtOnce, voucher } from './kinds/display.ts';

interface Details {
  readonly entity: string;
  readonly reference: string;
}

const EXPIRES_SECONDS = 7 * DAY_SECONDS;

/** Multibanco: paid at Portuguese cash machines and online banks with an entity and a reference. */
export const multibanco = voucher({
  type: 'multibanco',
  rank: 330,
  label: 'Multibanco',
  currencies: ['eur'],
  countries: ['PT'],
  requires: ['email'],

  actionEnds: (_options, { nowSeconds, email }) => (expiresAtOnce(email) ? nowSeconds : nowSeconds + EXPIRES_SECONDS),

  nextAction: ({ url, endsAt, digits }) => ({
    type: 'multibanco_display_details',
    multibanco_display_details: {
      entity: digits(5, 'entity'),
      expires_at: endsAt,
      hosted_voucher_url: url,
      reference: digits(9),
    },
  }),

  shows: (shown) => {
    const { entity, reference } = shown.multibanco_display_details as Details;
    return [
      { what: 'entity', value: entity },
      { what: 'reference', value: reference },
    ];
  },

  chargeDetails: (_method, _outcome, { shown }) => {
    const details = shown?.multibanco_display_details;
    return { entity: details?.entity ?? null, reference: details?.reference ?? null };
  },
});
