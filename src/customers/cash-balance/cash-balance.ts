import type Stripe from 'stripe';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, resourceMissing } from '../../kernel/errors.ts';
import { listPage } from '../../kernel/list.ts';
import { checkCurrency } from '../../kernel/money.ts';
import { define, operation } from '../../kernel/operation.ts';
import { resource, view } from '../../kernel/resource.ts';
import { financialAddresses, TRANSFER_OF, type TransferType } from '../../methods/bank-transfer.ts';
import { digitsOf } from '../../methods/references.ts';
import { type Customer, customers } from '../type.ts';
import { moveCash } from './move.ts';
import { planMatching } from './plan-matching.ts';
import { type CashTransaction, cashTransactions } from './type.ts';
import { cashBalanceOf, emitFundsAvailable } from './view.ts';

type Settings = Stripe.CustomerUpdateCashBalanceParams.Settings;

/** A customer with changed cash balance settings; `merchant_default` restores the account's setting. */
export function withCashBalance(customer: Customer, settings: Settings | undefined): Customer {
  const mode = settings?.reconciliation_mode;
  if (mode === undefined) return customer;
  const { reconciliationMode: _, ...rest } = customer.internal ?? {};
  if (mode === 'merchant_default') return { ...customer, internal: rest };
  return { ...customer, internal: { ...rest, reconciliationMode: mode === 'manual' ? 'manual' : 'automatic' } };
}

const retrieve = operation('GET /v1/customers/{customer}/cash_balance', async ({ work }, _params, path) =>
  cashBalanceOf(await work.require(customers, path.customer)),
);

const update = operation('POST /v1/customers/{customer}/cash_balance', async ({ work }, params, path) => {
  const customer = await work.require(customers, path.customer);
  return cashBalanceOf(work.save(withCashBalance(customer, params.settings)));
});

const listTransactions = operation(
  'GET /v1/customers/{customer}/cash_balance_transactions',
  async (context, params, path) => {
    const { id } = await context.work.require(customers, path.customer);
    return listPage(context, cashTransactions, params, `/v1/customers/${id}/cash_balance_transactions`, {
      by: `customer/${id}`,
    });
  },
);

const retrieveTransaction = operation(
  'GET /v1/customers/{customer}/cash_balance_transactions/{transaction}',
  async ({ work }, _params, path) => {
    await work.require(customers, path.customer);
    const found = await work.get(cashTransactions, path.transaction);
    if (found && idOf(found.customer) === path.customer) return found;
    throw resourceMissing(cashTransactions.noun, path.transaction, 'transaction');
  },
);

/** Test mode: a bank transfer of the customer arrives. It pays waiting payments, unless reconciliation is manual. */
const fund = operation(
  'POST /v1/test_helpers/customers/{customer}/fund_cash_balance',
  async (context, params, path) => {
    const customer = await context.work.require(customers, path.customer);
    const currency = checkCurrency(params.currency);
    const type = TRANSFER_OF[currency];
    if (type === undefined) {
      throw invalidRequest(
        `Bank transfers in ${currency} are not supported. Use one of: ${Object.keys(TRANSFER_OF).join(', ')}.`,
        { param: 'currency' },
      );
    }
    if (params.amount < 1) throw invalidRequest('Invalid positive integer', { param: 'amount' });
    const reference = params.reference ?? null;
    const funded = { bank_transfer: { reference, type, [type]: SENDERS[type] } };
    const moved = await moveCash(context, customer.id, {
      amount: params.amount,
      currency,
      type: 'funded',
      funded: funded as CashTransaction['funded'] & object,
    });
    if (customer.internal?.reconciliationMode === 'manual') await emitFundsAvailable(context, customer.id, currency);
    else await planMatching(context, customer.id, { currency, reference });
    return moved;
  },
);

const NOBODY = { sender_name: null };
/** The bank's data about the sender; empty in test mode. */
const SENDERS: Readonly<Record<TransferType, object>> = {
  eu_bank_transfer: { bic: null, iban_last4: null, ...NOBODY },
  gb_bank_transfer: { account_number_last4: null, sort_code: null, ...NOBODY },
  jp_bank_transfer: { sender_bank: null, sender_branch: null, ...NOBODY },
  mx_bank_transfer: NOBODY,
  us_bank_transfer: { network: 'ach', ...NOBODY },
};

/** Returns the account for a customer's transfers in advance of any payment. */
const instructions = define(
  'POST /v1/customers/{customer}/funding_instructions',
  async ({ account, work }, params, path) => {
    const { id } = await work.require(customers, path.customer);
    const currency = checkCurrency(params.currency);
    const type = TRANSFER_OF[currency];
    if (type === undefined || params.bank_transfer.type !== type) {
      throw invalidRequest(`Bank transfers of type ${params.bank_transfer.type} do not support ${currency}.`, {
        param: 'bank_transfer[type]',
      });
    }
    const country = params.bank_transfer.eu_bank_transfer?.country ?? COUNTRIES[type];
    const addresses = financialAddresses(
      type,
      { merchant: account.displayName, country, digits: (length, of) => digitsOf(`${of} ${id}`, length) },
      params.bank_transfer.requested_address_types,
      'bank_transfer',
    );
    return {
      object: 'funding_instructions' as const,
      bank_transfer: {
        country,
        financial_addresses: addresses,
        type,
      },
      currency,
      funding_type: 'bank_transfer' as const,
      livemode: false,
    };
  },
);

const COUNTRIES: Readonly<Record<TransferType, string>> = {
  eu_bank_transfer: 'DE',
  gb_bank_transfer: 'GB',
  jp_bank_transfer: 'JP',
  mx_bank_transfer: 'MX',
  us_bank_transfer: 'US',
};

export const cashBalanceResource = view('cash_balance', { operations: [retrieve, update, fund, instructions] });

export const cashTransactionResource = resource(cashTransactions, {
  operations: [listTransactions, retrieveTransaction],
});
