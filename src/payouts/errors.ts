import { invalidRequest } from '../kernel/errors.ts';

/** 400: a balance does not hold what would be paid out. */
export function balanceTooLow(): Error {
  return invalidRequest(
    'You have insufficient funds in your Stripe account for this transfer. Your card balance is too low.  You can use the /v1/balance endpoint to view your Stripe balance (for more details, see stripe.com/docs/api#balance).',
    { code: 'balance_insufficient' },
  );
}
