import { CommittedError, invalidRequest, type StripeError } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { sourceOfCustomer } from '../../payment-methods/sources/find.ts';
import type { BankAccount } from '../../payment-methods/sources/type.ts';
import { customers } from '../type.ts';

/** The two small deposits that test mode makes, in cents. */
const DEPOSITS = [32, 45] as const;
/** After this many wrong answers a bank account cannot be verified any more. */
const MOST_FAILURES = 10;

/** Verifies a bank account by the two small deposits that its owner saw. */
export const verifySource = operation(
  'POST /v1/customers/{customer}/sources/{id}/verify',
  async (context, params, path): Promise<BankAccount> => {
    const { work } = context;
    await work.require(customers, path.customer);
    const account = await sourceOfCustomer(context, path.customer, path.id);
    if (account.object !== 'bank_account') {
      throw invalidRequest(`Only bank accounts can be verified. ${account.id} is not a bank account.`, { param: 'id' });
    }
    if (account.status === 'verified') throw invalidRequest('This bank account has already been verified.');
    if (account.status === 'verification_failed') throw tooOften();
    const amounts = (params.amounts ?? []).map(Number).sort((a, b) => a - b);
    if (amounts.length !== DEPOSITS.length) {
      throw invalidRequest('You must provide the amounts of exactly two deposits.', { param: 'amounts' });
    }
    if (DEPOSITS.every((deposit, at) => deposit === amounts[at])) {
      return work.save<BankAccount>({ ...account, status: 'verified' });
    }
    const failedVerifications = account.internal.failedVerifications + 1;
    work.save<BankAccount>({
      ...account,
      ...(failedVerifications >= MOST_FAILURES && { status: 'verification_failed' }),
      internal: { failedVerifications },
    });
    throw mismatch();
  },
);

/** A wrong answer counts, so the number of failures is committed. */
function mismatch(): CommittedError {
  return new CommittedError(400, {
    type: 'invalid_request_error',
    code: 'bank_account_verification_failed',
    message: 'The amounts provided do not match the amounts that were sent to the bank account.',
  });
}

function tooOften(): StripeError {
  return invalidRequest(
    'Verification of this bank account failed too many times. Delete it and add it again to retry.',
    { code: 'bank_account_verification_failed' },
  );
}
