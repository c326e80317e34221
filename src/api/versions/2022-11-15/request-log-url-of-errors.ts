import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const requestLogUrlOfErrors: VersionChange = {
  description: 'What went wrong with a payment or a setup links to the log of the request.',
  response: {
    payment_intent: removeFields('last_payment_error.request_log_url'),
    setup_attempt: removeFields('setup_error.request_log_url'),
    setup_intent: removeFields('last_setup_error.request_log_url'),
  },
};
