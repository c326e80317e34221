import { hash, oneOf, required, text } from '../../contract/shape.ts';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { ownOperation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { billingDetails } from '../../payment-methods/billing-details.ts';
import { insertVaulted, wellKnownMethod } from '../../payment-methods/make.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { TEST_BANK_ACCOUNTS, type TestBankAccount } from '../../shared/test-bank.ts';
import { checkClientSecret, secretMismatch } from '../intents/client-secret.ts';
import { findIntent } from '../intents/intent.ts';
import { giveMethod } from '../payment-intents/update.ts';
import { giveMethod as giveSetupMethod } from '../setup-intents/update.ts';

const ACCOUNTS = Object.keys(TEST_BANK_ACCOUNTS) as [TestBankAccount, ...TestBankAccount[]];

/**
 * Gives an intent the account that its customer has linked at the simulated bank. A linked account is verified, so it
 * needs no deposits. Called by Stripe.js; not in server libraries.
 */
const linkAccount = ownOperation(
  'POST /v1/elements/bank_accounts',
  {
    client_secret: required(text),
    account: required(oneOf(...ACCOUNTS)),
    billing_details: hash({ name: text, email: text, phone: text }),
  },
  async (context, params) => {
    const [id = ''] = params.client_secret.split('_secret_', 1);
    const noun = id.startsWith('seti_') ? 'SetupIntent' : 'PaymentIntent';
    await context.lock(id);
    const intent = await findIntent(context, id);
    if (!intent) throw secretMismatch(noun);
    checkClientSecret(context, intent, params);
    const method = linkedMethod(context, params.account, params.billing_details);
    return intent.object === 'setup_intent'
      ? giveSetupMethod(context, intent, method)
      : giveMethod(context, intent, method);
  },
  { access: 'publishable' },
);

function linkedMethod(context: Context, account: string, billing: Parameters<typeof billingDetails>[0]): PaymentMethod {
  if (!billing?.name) {
    throw invalidRequest('The name of the account holder is missing. Send billing_details[name].', {
      code: 'parameter_missing',
      param: 'billing_details[name]',
    });
  }
  const known = wellKnownMethod(context, `pm_usBankAccount_${account}`);
  if (!known) throw new Error(`The simulator has no bank account ${account}.`);
  return insertVaulted(context, { ...known, billing: billingDetails(billing) });
}

export const bankAccountsOfForms = view('elements_bank_account', { operations: [linkAccount] });
