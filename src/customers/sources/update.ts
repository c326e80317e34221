import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { operation } from '../../kernel/operation.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { changedExpiry } from '../../payment-methods/expiry.ts';
import { EXPIRING, watchExpiry } from '../../payment-methods/sources/expiring.ts';
import { sourceOfCustomer } from '../../payment-methods/sources/find.ts';
import { billingOfCard } from '../../payment-methods/sources/make.ts';
import { withOwner } from '../../payment-methods/sources/owner.ts';
import type { BankAccount, CustomerSource } from '../../payment-methods/sources/type.ts';
import { viewOf } from '../../payment-methods/sources/view.ts';
import type { PaymentMethod } from '../../payment-methods/type.ts';
import { customers } from '../type.ts';

type Params = Stripe.CustomerUpdateSourceParams;

/** Which parameters change which kind of source; metadata changes any. */
const CHANGES: Readonly<Record<string, readonly (keyof Params)[]>> = {
  bank_account: ['account_holder_name', 'account_holder_type'],
  card: [
    'address_city',
    'address_country',
    'address_line1',
    'address_line2',
    'address_state',
    'address_zip',
    'exp_month',
    'exp_year',
    'name',
  ],
  source: ['owner'],
};

export const updateSource = operation('POST /v1/customers/{customer}/sources/{id}', async (context, params, path) => {
  await context.work.require(customers, path.customer);
  const source = await sourceOfCustomer(context, path.customer, path.id);
  const before = viewOf(source);
  checkParamsOf(before.object, params);
  const changed = source.object === 'bank_account' ? ofBankAccount(source, params) : ofMethod(context, source, params);
  const saved = context.work.save<CustomerSource>({
    ...changed,
    metadata: mergeMetadata(source.metadata, params.metadata),
  });
  const after = viewOf(saved);
  const previous = previousAttributes(before, after);
  if (Object.keys(previous).length > 0) context.work.emit('customer.source.updated', after, previous);
  if (saved.object === 'payment_method') await watchNewExpiry(context, source as PaymentMethod, saved);
  return after;
});

/** Refuses a parameter that means nothing for this kind of source. */
function checkParamsOf(object: string, params: Params): void {
  for (const [kind, names] of Object.entries(CHANGES)) {
    const name = kind === object ? undefined : names.find((candidate) => params[candidate] !== undefined);
    if (name !== undefined) {
      throw invalidRequest(`Received unknown parameter: ${name}. A ${object} cannot be updated with it.`, {
        code: 'parameter_unknown',
        param: name,
      });
    }
  }
}

function ofBankAccount(account: BankAccount, params: Params): BankAccount {
  return {
    ...account,
    account_holder_name: params.account_holder_name ?? account.account_holder_name,
    account_holder_type: params.account_holder_type ?? account.account_holder_type,
  };
}

function ofMethod({ work }: Context, method: PaymentMethod, params: Params): PaymentMethod {
  const { card, internal } = method;
  if (internal.legacy?.object === 'source') return withOwner(method, params.owner);
  if (!card) throw new Error(`${method.id} is not a card`);
  const expiry = {
    ...(params.exp_month !== undefined && { exp_month: Number(params.exp_month) }),
    ...(params.exp_year !== undefined && { exp_year: Number(params.exp_year) }),
  };
  return withUncheckedAddress(params, {
    ...method,
    billing_details: billingOfCard(params, method.billing_details),
    card: { ...card, ...changedExpiry(card, expiry, work.now) },
  });
}

/** The issuer's checks are of the former address; the new one is checked on the next charge. */
function withUncheckedAddress(params: Params, method: PaymentMethod): PaymentMethod {
  const { card, internal } = method;
  if (!card?.checks || (params.address_line1 === undefined && params.address_zip === undefined)) return method;
  const line1 = params.address_line1 !== undefined && { address_line1_check: checkOf(params.address_line1) };
  const zip = params.address_zip !== undefined && { address_postal_code_check: checkOf(params.address_zip) };
  return {
    ...method,
    card: { ...card, checks: { ...card.checks, ...line1, ...zip } },
    internal: {
      ...internal,
      instrument: {
        ...internal.instrument,
        ...(line1 && { line1Provided: params.address_line1 !== '' }),
        ...(zip && { postalCodeProvided: params.address_zip !== '' }),
      },
    },
  };
}

/** The check of an address line that was not charged with yet. */
function checkOf(line: string): 'unchecked' | null {
  return line === '' ? null : 'unchecked';
}

async function watchNewExpiry(context: Context, before: PaymentMethod, after: PaymentMethod): Promise<void> {
  if (before.card?.exp_month === after.card?.exp_month && before.card?.exp_year === after.card?.exp_year) return;
  await context.work.cancelTimers(after.id, EXPIRING);
  watchExpiry(context, after);
}
