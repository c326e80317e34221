import { qrCode } from './kinds/display.ts';

const CODE_SECONDS = 300;
/** The terms of a mandate unless the merchant sets them. */
const UNLIMITED = { amount: null, amount_type: null, description: null, end_date: null };

/** UPI: payers scan a QR code with the app of an Indian bank, and can agree to later charges. */
export const upi = qrCode({
  type: 'upi',
  rank: 510,
  label: 'UPI',
  currencies: ['inr'],
  countries: ['IN'],
  moneyFlow: { payer: 'pays', settlesAfterSeconds: 0, refunds: 'at_once', agreedAhead: true },
  reusable: true,
  setupFutureUsage: ['none', 'on_session', 'off_session'],
  setup: { defaultOptions: {}, attemptDetails: () => ({}) },
  notYet: ['mandate_options'],
  refund: { partial: true, withinDays: 180 },
  actionSeconds: CODE_SECONDS,

  mandate: {
    needed: 'when_kept',
    details: ({ options }) => ({
      ...UNLIMITED,
      ...(options as { mandate_options?: object }).mandate_options,
    }),
  },

  make: () => ({ details: { vpa: null }, instrument: { type: 'upi' } }),

  nextAction: ({ url, endsAt, imageUrl }) => ({
    type: 'upi_handle_redirect_or_display_qr_code',
    upi_handle_redirect_or_display_qr_code: {
      hosted_instructions_url: url,
      qr_code: { expires_at: endsAt, image_url_png: imageUrl('png'), image_url_svg: imageUrl('svg') },
    },
  }),

  chargeDetails: (method) => ({ vpa: method.upi?.vpa ?? null }),
});
