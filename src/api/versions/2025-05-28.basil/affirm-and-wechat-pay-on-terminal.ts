import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const affirmAndWechatPayOnTerminal: VersionChange = {
  description: 'Affirm and WeChat Pay charges taken on a reader name it and its location.',
  response: {
    charge: removeFields(
      'payment_method_details.affirm.location',
      'payment_method_details.affirm.reader',
      'payment_method_details.wechat_pay.location',
      'payment_method_details.wechat_pay.reader',
    ),
  },
};
