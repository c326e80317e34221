import { DAY_SECONDS } from '../kernel/clock.ts';
import { qrCode } from './kinds/display.ts';

/** PromptPay: payers scan a QR code with the app of a bank in Thailand. A refund asks them by e-mail for an account. */
export const promptpay = qrCode({
  type: 'promptpay',
  rank: 500,
  label: 'PromptPay',
  currencies: ['thb'],
  countries: ['TH'],
  moneyFlow: { payer: 'pays', settlesAfterSeconds: 0, refunds: 'asks_payer' },
  requires: ['email'],
  actionSeconds: DAY_SECONDS,

  nextAction: ({ url, imageUrl }) => ({
    type: 'promptpay_display_qr_code',
    promptpay_display_qr_code: {
      data: url,
      hosted_instructions_url: url,
      image_url_png: imageUrl('png'),
      image_url_svg: imageUrl('svg'),
    },
  }),

  chargeDetails: (_method, _outcome, payment) => ({ reference: payment.reference(16) }),
});
