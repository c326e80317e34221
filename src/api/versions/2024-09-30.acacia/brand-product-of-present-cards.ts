import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const brandProductOfPresentCards: VersionChange = {
  description: 'Cards that are present tell their product, their wallet and whether they were taken offline.',
  response: {
    charge: removeFields(
      'payment_method_details.card_present.brand_product',
      'payment_method_details.card_present.network_transaction_id',
      'payment_method_details.card_present.wallet',
      'payment_method_details.card_present.offline.type',
      'payment_method_details.interac_present.network_transaction_id',
    ),
    confirmation_token: removeFields(
      'payment_method_preview.card_present.brand_product',
      'payment_method_preview.card_present.offline',
      'payment_method_preview.card_present.wallet',
      'payment_method_preview.card.generated_from.payment_method_details.card_present.brand_product',
      'payment_method_preview.card.generated_from.payment_method_details.card_present.network_transaction_id',
      'payment_method_preview.card.generated_from.payment_method_details.card_present.wallet',
      'payment_method_preview.card.generated_from.payment_method_details.card_present.offline.type',
    ),
    payment_method: removeFields(
      'card_present.brand_product',
      'card_present.offline',
      'card_present.wallet',
      'card.generated_from.payment_method_details.card_present.brand_product',
      'card.generated_from.payment_method_details.card_present.network_transaction_id',
      'card.generated_from.payment_method_details.card_present.wallet',
      'card.generated_from.payment_method_details.card_present.offline.type',
    ),
    setup_attempt: removeFields('payment_method_details.card_present.offline.type'),
  },
};
