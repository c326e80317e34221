import type { Charge } from '../charges/type.ts';
import { charges } from '../charges/type.ts';
import type { Context } from '../kernel/context.ts';
import { book } from '../ledger/balance-transactions.ts';
import { type Converted, convertAt, convertIn, settlementCurrency } from '../ledger/conversion.ts';
import { takeApplicationFee } from './application-fees/take.ts';

/** Money that a transfer brings to an account. Amounts are in the smallest unit. */
interface Received {
  readonly transfer: string;
  readonly amount: number;
  readonly currency: string;
  /** The fee that the platform keeps of it, with what the platform receives if that is another currency. */
  readonly applicationFee: Converted | null;
  /** Seconds since epoch. */
  readonly availableOn: number;
  /** The platform's charge that the money comes from, if it is the charge's destination. */
  readonly originatingTransaction: string | null;
  readonly transferGroup: string | null;
  readonly described: { readonly description?: string; readonly metadata?: Charge['metadata'] };
}

const NO_BILLING_DETAILS: Charge['billing_details'] = {
  address: { city: null, country: null, line1: null, line2: null, postal_code: null, state: null },
  email: null,
  name: null,
  phone: null,
  tax_id: null,
};

/**
 * Credits an account with a transfer, as a payment (`py_…`) from the account that sent it. Its balance holds it in the
 * currency that it settles in.
 */
export async function receive(to: Context, from: Context, received: Received): Promise<Charge> {
  const { work, account, caller } = to;
  const { amount, currency, applicationFee, availableOn } = received;
  const gross = convertIn({ amount, currency }, settlementCurrency(account, currency));
  const taken = applicationFee && takenOf(gross, applicationFee);
  const id = work.newId('py');
  const name = from.account.displayName;
  const transaction = book(to, {
    type: 'payment',
    reportingCategory: 'charge',
    ...gross,
    fee: 0,
    ...(taken && { applicationFee: { amount: taken.amount, original: taken.original, name } }),
    book: 'connect',
    availableOn,
    source: id,
    description: received.described.description ?? null,
  });
  const fee = taken && (await takeApplicationFee(to, { ...received, charge: id, taken }));
  return work.insert<Charge>(charges, {
    id,
    object: 'charge',
    amount,
    amount_captured: amount,
    amount_refunded: 0,
    application: work.application,
    application_fee: fee,
    application_fee_amount: applicationFee?.amount ?? null,
    balance_transaction: transaction.id,
    billing_details: NO_BILLING_DETAILS,
    calculated_statement_descriptor: null,
    captured: true,
    created: work.now,
    currency,
    customer: null,
    description: received.described.description ?? null,
    ...{ destination: null, dispute: null, order: null },
    disputed: false,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    fraud_details: {},
    livemode: false,
    metadata: received.described.metadata ?? {},
    on_behalf_of: null,
    outcome: null,
    paid: true,
    payment_intent: null,
    payment_method: null,
    payment_method_details: { stripe_account: {}, type: 'stripe_account' },
    receipt_email: null,
    receipt_number: null,
    receipt_url: `${caller.baseUrl}/receipts/${account.id}/${id}`,
    refunded: false,
    review: null,
    shipping: null,
    source: senderOf(from),
    source_transfer: received.transfer,
    statement_descriptor: null,
    statement_descriptor_suffix: null,
    status: 'succeeded',
    transfer_data: null,
    transfer_group: received.transferGroup,
    // No network took part, so nothing of one is kept.
    internal: { authorization: received.transfer, instrument: { type: 'stripe_account' }, availableAtOnce: false },
  } as Charge);
}

/** The fee as it is taken from the receiver's balance, which may hold the payment in a currency of its own. */
function takenOf(gross: Converted, fee: Converted): Converted {
  if (gross.exchangeRate === undefined) return fee;
  const taken = convertAt(fee, gross.currency, gross.exchangeRate);
  const received = fee.original ?? { amount: fee.amount, currency: fee.currency };
  // The platform may receive the very currency that the fee is taken in.
  return received.currency === taken.currency ? received : { ...taken, original: received };
}

/** The account that a payment came from, as its `source` shows it. */
function senderOf({ account }: Context): object {
  return {
    id: account.id,
    object: 'account',
    application_icon: null,
    application_logo: null,
    application_name: account.displayName,
    application_url: null,
  };
}
