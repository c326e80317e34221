import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const networkCodesOfDeclines: VersionChange = {
  description: 'Declines tell the codes that the network gave.',
  response: {
    charge: removeFields('outcome.network_advice_code', 'outcome.network_decline_code'),
    error: removeFields('network_advice_code', 'network_decline_code'),
    payment_intent: removeFields('last_payment_error.network_advice_code', 'last_payment_error.network_decline_code'),
    setup_attempt: removeFields('setup_error.network_advice_code', 'setup_error.network_decline_code'),
    setup_intent: removeFields('last_setup_error.network_advice_code', 'last_setup_error.network_decline_code'),
  },
};
