import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const hostedInstructions: VersionChange = {
  description:
    'Instructions to pay with PayNow and WeChat Pay have a page of their own, and the options of Affirm have a locale.',
  response: {
    payment_intent: removeFields(
      'next_action.paynow_display_qr_code.hosted_instructions_url',
      'next_action.wechat_pay_display_qr_code.hosted_instructions_url',
      'payment_method_options.affirm.preferred_locale',
    ),
  },
};
