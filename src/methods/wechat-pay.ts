import { qrCode } from './kinds/display.ts';

const CODE_SECONDS = 3_600;

/** WeChat Pay: payers from China scan a QR code in the app. */
export const wechatPay = qrCode({
  type: 'wechat_pay',
  rank: 280,
  label: 'WeChat Pay',
  currencies: ['cny', 'usd', 'aud', 'cad', 'chf', 'dkk', 'eur', 'gbp', 'hkd', 'jpy', 'nok', 'sek', 'sgd'],
  countries: ['CN'],
  refund: { partial: true, withinDays: 180 },
  actionSeconds: CODE_SECONDS,
  defaultOptions: { app_id: null, client: 'web' },

  nextAction: ({ url, imageUrl, imageData }) => ({
    type: 'wechat_pay_display_qr_code',
    wechat_pay_display_qr_code: {
      data: url,
      hosted_instructions_url: url,
      image_data_url: imageData(),
      image_url_png: imageUrl('png'),
      image_url_svg: imageUrl('svg'),
    },
  }),

  chargeDetails: (_method, _outcome, payment) => ({
    fingerprint: null,
    transaction_id: payment.reference(28),
  }),
});
