import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const detailsOfPresentCards: VersionChange = {
  description: 'Payment methods of cards that are present describe the card.',
  response: {
    payment_method: removeFields(
      'card_present.brand',
      'card_present.cardholder_name',
      'card_present.country',
      'card_present.description',
      'card_present.exp_month',
      'card_present.exp_year',
      'card_present.fingerprint',
      'card_present.funding',
      'card_present.iin',
      'card_present.issuer',
      'card_present.last4',
      'card_present.networks',
      'card_present.read_method',
      'interac_present.brand',
      'interac_present.cardholder_name',
      'interac_present.country',
      'interac_present.description',
      'interac_present.exp_month',
      'interac_present.exp_year',
      'interac_present.fingerprint',
      'interac_present.funding',
      'interac_present.iin',
      'interac_present.issuer',
      'interac_present.last4',
      'interac_present.networks',
      'interac_present.read_method',
      'interac_present.preferred_locales',
      'card.wallet.link',
      'us_bank_account.status_details',
    ),
  },
};
