import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const captureMethodsInCheckout: VersionChange = {
  description: 'Checkout Sessions tell how each kind of payment method is captured.',
  response: {
    'checkout.session': removeFields(
      'payment_method_options.affirm.capture_method',
      'payment_method_options.afterpay_clearpay.capture_method',
      'payment_method_options.amazon_pay.capture_method',
      'payment_method_options.card.capture_method',
      'payment_method_options.cashapp.capture_method',
      'payment_method_options.klarna.capture_method',
      'payment_method_options.link.capture_method',
      'payment_method_options.mobilepay.capture_method',
      'payment_method_options.revolut_pay.capture_method',
    ),
  },
};
