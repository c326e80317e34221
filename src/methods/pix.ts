import { DAY_SECONDS } from '../kernel/clock.ts';
import { cutText } from '../kernel/cut-text.ts';
import { qrCode } from './kinds/display.ts';
import { checkBetween, checkOneOf } from './kinds/limits.ts';

interface Options {
  readonly expires_after_seconds: number | null;
  readonly expires_at: number | null;
  readonly mandate_options?: Readonly<Record<string, unknown>>;
}

const UNDER = 'payment_method_options[pix]';
const BOUNDS_SECONDS = [10, 14 * DAY_SECONDS] as const;
/** The merchant's options that a mandate repeats. */
const AGREED = ['amount_includes_iof', 'amount_type', 'end_date', 'payment_schedule', 'reference', 'start_date'];

/** Pix: instant payments between Brazilian bank accounts, by QR code. */
export const pix = qrCode({
  type: 'pix',
  rank: 290,
  label: 'Pix',
  currencies: ['brl'],
  countries: ['BR'],
  moneyFlow: { payer: 'pays', settlesAfterSeconds: 0, refunds: 'at_once', agreedAhead: true },
  refund: { partial: true, withinDays: 90 },
  reusable: true,
  setupFutureUsage: ['none', 'off_session'],
  setup: { defaultOptions: {}, attemptDetails: () => ({}) },
  defaultOptions: { expires_after_seconds: null, expires_at: null },

  mandate: {
    needed: 'when_kept',
    details: ({ options }) => {
      const wished = Object.entries((options as Options).mandate_options ?? {});
      return Object.fromEntries(wished.filter(([name]) => AGREED.includes(name)));
    },
  },

  checkOptions(options) {
    const { expires_after_seconds, expires_at } = options as Options;
    checkOneOf({ expires_after_seconds, expires_at }, UNDER);
    checkBetween(expires_after_seconds, BOUNDS_SECONDS, `${UNDER}[expires_after_seconds]`);
  },

  actionEnds(options, { nowSeconds }) {
    const { expires_after_seconds: after, expires_at: at } = options as Partial<Options>;
    return at ?? nowSeconds + (after ?? DAY_SECONDS);
  },

  nextAction: ({ url, endsAt, price, merchant, imageUrl }) => ({
    type: 'pix_display_qr_code',
    pix_display_qr_code: {
      data: code(url, price?.amount ?? 0, merchant),
      expires_at: endsAt,
      hosted_instructions_url: url,
      image_url_png: imageUrl('png'),
      image_url_svg: imageUrl('svg'),
    },
  }),

  shows: (shown) => [{ what: 'code', value: (shown.pix_display_qr_code as { data: string }).data }],

  chargeDetails: (_method, _outcome, { mandate, reference }) => ({
    bank_transaction_id: `E${reference(31)}`,
    ...(mandate !== null && { mandate }),
  }),
});

/**
 * Returns the code that payers paste into their bank's app: fields of a two-digit id, length and value, with a checksum
 * (EMV).
 */
function code(url: string, amount: number, merchant: string): string {
  const field = (id: string, value: string) => `${id}${String(value.length).padStart(2, '0')}${value}`;
  const at = url.replace(/^https?:\/\//, '').slice(0, 70);
  const fields = [
    field('00', '01'),
    field('26', field('00', 'br.gov.bcb.pix') + field('25', at)),
    field('52', '0000'),
    field('53', '986'),
    ...(amount > 0 ? [field('54', (amount / 100).toFixed(2))] : []),
    field('58', 'BR'),
    field('59', cutText(merchant, 25)),
    field('60', 'SAO PAULO'),
    field('62', field('05', '***')),
  ].join('');
  return `${fields}6304${checksum(`${fields}6304`)}`;
}

/** CRC-16 with the polynomial 0x1021, starting at 0xFFFF. */
function checksum(text: string): string {
  let rest = 0xffff;
  for (const character of text) {
    rest ^= (character.codePointAt(0) ?? 0) << 8;
    for (let bit = 0; bit < 8; bit++) rest = ((rest & 0x8000) === 0 ? rest << 1 : (rest << 1) ^ 0x1021) & 0xffff;
  }
  return rest.toString(16).toUpperCase().padStart(4, '0');
}
