import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const adviceCodeOfDeclines: VersionChange = {
  description: 'Declines come with advice on how to go on.',
  response: {
    charge: removeFields('outcome.advice_code'),
    error: removeFields('advice_code'),
    payment_intent: removeFields('last_payment_error.advice_code'),
    setup_attempt: removeFields('setup_error.advice_code'),
    setup_intent: removeFields('last_setup_error.advice_code'),
  },
};
