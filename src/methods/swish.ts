import { qrCode } from './kinds/display.ts';

const CODE_SECONDS = 180;

/** Swish: mobile payments of Swedish banks. */
export const swish = qrCode({
  type: 'swish',
  rank: 260,
  label: 'Swish',
  currencies: ['sek'],
  countries: ['SE'],
  refund: { partial: true, withinDays: 365 },
  actionSeconds: CODE_SECONDS,
  defaultOptions: { reference: null },

  nextAction: ({ url, endsAt, imageUrl }) => ({
    type: 'swish_handle_redirect_or_display_qr_code',
    swish_handle_redirect_or_display_qr_code: {
      hosted_instructions_url: url,
      mobile_auth_url: url,
      qr_code: { data: url, expires_at: endsAt, image_url_png: imageUrl('png'), image_url_svg: imageUrl('svg') },
    },
  }),

  chargeDetails: (_method, _outcome, payment) => ({
    fingerprint: null,
    payment_reference: payment.reference(32),
    verified_phone_last4: null,
  }),
});
