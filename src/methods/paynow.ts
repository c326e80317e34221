import { qrCode } from './kinds/display.ts';

const CODE_SECONDS = 3_600;

/** PayNow: payers scan a QR code with the app of a bank in Singapore. */
export const paynow = qrCode({
  type: 'paynow',
  rank: 490,
  label: 'PayNow',
  currencies: ['sgd'],
  countries: ['SG'],
  refund: { partial: true, withinDays: 90 },
  actionSeconds: CODE_SECONDS,

  nextAction: ({ url, imageUrl }) => ({
    type: 'paynow_display_qr_code',
    paynow_display_qr_code: {
      data: url,
      hosted_instructions_url: url,
      image_url_png: imageUrl('png'),
      image_url_svg: imageUrl('svg'),
    },
  }),

  chargeDetails: (_method, _outcome, payment) => ({ reference: payment.reference(16) }),
});
