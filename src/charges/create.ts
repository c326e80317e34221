import type Stripe from 'stripe';
import { customers } from '../customers/type.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest, parameterMissing, throwIfDeclined } from '../kernel/errors.ts';
import { mergeMetadata } from '../kernel/metadata.ts';
import { checkAmount, checkCurrency } from '../kernel/money.ts';
import { operation } from '../kernel/operation.ts';
import { shippingOf } from '../payment-methods/shipping.ts';
import type { GivenSource } from '../payment-methods/sources/make.ts';
import { debitAccount } from '../transfers/debit.ts';
import { isSharing, NOT_SHARED, type SharingTerms, sharingTerms } from '../transfers/terms.ts';
import { chargeNow } from './charge-now.ts';
import { chargedMethod } from './charged-method.ts';
import type { Payable } from './make.ts';
import { checkStatementDescriptor } from './statement-descriptor.ts';
import type { Charge } from './type.ts';

/** The parameters of a charge; a source may also be typed, and `card` is an older name for it. */
type Params = Omit<Stripe.ChargeCreateParams, 'source'> & {
  readonly source?: GivenSource;
  readonly card?: GivenSource;
};

export const createCharge = operation('POST /v1/charges', async (context, given): Promise<Charge> => {
  const params = given as Params;
  const currency = checkCurrency(needed(params.currency, 'currency'));
  const amount = needed(params.amount, 'amount');
  checkAmount(amount, currency);
  const debited = params.source ?? params.card;
  if (typeof debited === 'string' && debited.startsWith('acct_')) {
    return debitAccount(context, { ...debitOf(params), account: debited, amount, currency });
  }
  const customer =
    params.customer === undefined ? null : await context.work.require(customers, params.customer, 'customer');
  const sharing = await sharingOf(context, params, { amount, currency });
  const payment = payableOf(params, { amount, currency, customer: customer?.id ?? null }, sharing);
  const method = await chargedMethod(context, customer, debited);
  const { charge, decline } = await chargeNow(context, payment, method, {
    capture: params.capture ?? true,
    ...(params.radar_options?.session !== undefined && { radarSession: params.radar_options.session }),
  });
  throwIfDeclined(decline);
  return charge;
});

function needed<T>(value: T | undefined, param: string): T {
  if (value !== undefined) return value;
  throw parameterMissing(param);
}

/** The parameters that a debit of an account keeps. */
function debitOf({ description, metadata, transfer_group }: Params) {
  return {
    description: description || null,
    metadata: mergeMetadata({}, metadata),
    transferGroup: transfer_group ?? null,
  };
}

/** The terms of a shared charge; `application_fee` and `destination` are older names. */
async function sharingOf(
  context: Context,
  params: Params,
  payment: { amount: number; currency: string },
): Promise<SharingTerms> {
  const { application_fee, destination, on_behalf_of } = params;
  if (destination && params.transfer_data) {
    throw invalidRequest('You may only specify one of these parameters: destination, transfer_data.', {
      param: 'destination',
    });
  }
  const named = destination && { destination: destination.account, amount: destination.amount };
  const sharing = {
    application_fee_amount: params.application_fee_amount ?? application_fee,
    on_behalf_of,
    transfer_data: params.transfer_data ?? named,
  };
  return isSharing(sharing) ? sharingTerms(context, sharing, payment) : NOT_SHARED;
}

function payableOf(
  params: Params,
  money: { amount: number; currency: string; customer: string | null },
  sharing: SharingTerms,
): Omit<Payable, 'source'> {
  return {
    ...money,
    ...sharing,
    id: null,
    description: params.description || null,
    metadata: mergeMetadata({}, params.metadata),
    receipt_email: params.receipt_email || null,
    shipping: shippingOf(params.shipping),
    statement_descriptor: checkStatementDescriptor(params.statement_descriptor, 'statement_descriptor'),
    statement_descriptor_suffix: checkStatementDescriptor(
      params.statement_descriptor_suffix,
      'statement_descriptor_suffix',
    ),
    transfer_group: params.transfer_group ?? null,
  };
}
