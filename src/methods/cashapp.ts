import { qrCode } from './kinds/display.ts';
import { captureWithin, PLAIN_SETUP } from './kinds/redirect.ts';
import { KEPT_BY_AGREEMENT } from './kinds/wallet.ts';

const CODE_SECONDS = 600;
/** The payer in test mode. */
const PAYER = { buyer_id: 'test_buyer_id', cashtag: '$test_cashtag' };

/** Cash App Pay: approved in the app; desktop payers scan a QR code. */
export const cashapp = qrCode({
  type: 'cashapp',
  rank: 270,
  label: 'Cash App Pay',
  currencies: ['usd'],
  countries: ['US'],
  moneyFlow: { payer: 'pays', settlesAfterSeconds: 0, refunds: 'at_once', agreedAhead: true },
  refund: { partial: true, withinDays: 90 },
  reusable: true,
  setupFutureUsage: ['none', 'on_session', 'off_session'],
  mandate: KEPT_BY_AGREEMENT,
  setup: PLAIN_SETUP,
  capture: captureWithin(7),
  actionSeconds: CODE_SECONDS,

  make: () => ({ details: { buyer_id: null, cashtag: null }, instrument: { type: 'cashapp' } }),

  nextAction: ({ url, endsAt, imageUrl }) => ({
    type: 'cashapp_handle_redirect_or_display_qr_code',
    cashapp_handle_redirect_or_display_qr_code: {
      hosted_instructions_url: url,
      mobile_auth_url: url,
      qr_code: { expires_at: endsAt, image_url_png: imageUrl('png'), image_url_svg: imageUrl('svg') },
    },
  }),

  chargeDetails: (_method, _outcome, payment) => ({ ...PAYER, transaction_id: payment.reference(16) }),
});
