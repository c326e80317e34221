import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const koreanMethodsInConfigurations: VersionChange = {
  description: 'Payment method configurations tell of the cards and wallets of South Korea.',
  response: { payment_method_configuration: removeFields('kakao_pay', 'kr_card', 'naver_pay', 'payco', 'samsung_pay') },
};
