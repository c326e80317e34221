import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const transactionIdOfWalletCharges: VersionChange = {
  description: 'Charges of Billie, of wallets and of Korean cards tell the transaction id of the provider.',
  response: {
    charge: removeFields(
      'payment_method_details.alma.installments',
      'payment_method_details.alma.transaction_id',
      'payment_method_details.amazon_pay.transaction_id',
      'payment_method_details.billie.transaction_id',
      'payment_method_details.kakao_pay.transaction_id',
      'payment_method_details.kr_card.transaction_id',
      'payment_method_details.naver_pay.transaction_id',
      'payment_method_details.payco.transaction_id',
      'payment_method_details.revolut_pay.transaction_id',
      'payment_method_details.samsung_pay.transaction_id',
      'payment_method_details.satispay.transaction_id',
    ),
  },
};
