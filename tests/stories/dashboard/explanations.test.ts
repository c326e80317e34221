import { expect, test } from 'vitest';
import { explain, kindOf } from '../../../web/dashboard/pages/logs/explain.ts';

const error = (status: number, errorCode: string | null, errorType = 'invalid_request_error') => ({
  status,
  errorCode,
  errorType,
});

test.each([
  ['missing', error(400, 'parameter_missing')],
  ['unknown', error(400, 'parameter_unknown')],
  ['amount', error(400, 'amount_too_small')],
  ['invalid', error(400, 'parameter_invalid_integer')],
  ['invalid', error(400, null)],
  ['nothing', error(404, 'resource_missing')],
  ['state', error(400, 'payment_intent_unexpected_state')],
  ['state', error(400, 'charge_already_refunded')],
  ['declined', error(402, 'card_declined', 'card_error')],
  ['declined', error(402, null, 'card_error')],
  ['typed', error(402, 'incorrect_cvc', 'card_error')],
  ['authenticate', error(402, 'authentication_required', 'card_error')],
  ['reused', error(400, null, 'idempotency_error')],
  ['key', error(401, null)],
  ['notBuilt', error(501, null, 'api_error')],
  ['broken', error(500, null, 'api_error')],
])('an error is %s', (kind, facts) => {
  expect(kindOf(facts)).toBe(kind);
  expect(explain(facts, 'fr-FR')).not.toBe(explain(facts, 'en-US'));
});
