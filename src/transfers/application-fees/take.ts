import type { Context } from '../../kernel/context.ts';
import { book } from '../../ledger/balance-transactions.ts';
import type { Converted } from '../../ledger/conversion.ts';
import { noEntries } from '../embedded.ts';
import { applicationFees, type FeeRefund } from './type.ts';

/** The payment of an account that an application's fee is taken from. */
interface Source {
  readonly charge: string;
  /** The fee in the currency of the account's balance, with what the platform receives if that is another. */
  readonly taken: Converted;
  /** Seconds since epoch: with the payment's funds. */
  readonly availableOn: number;
  /** The platform's charge behind the payment, if the account was its destination. */
  readonly originatingTransaction: string | null;
}

/** Credits the platform with its fee of an account's payment. `context` is the account's. Returns the fee's id. */
export async function takeApplicationFee(context: Context, source: Source): Promise<string> {
  const { work: of, account } = context;
  const platform = await context.at(of.world);
  const { work } = platform;
  const { charge, taken, availableOn } = source;
  const { amount, currency } = taken.original ?? taken;
  const id = work.newId(applicationFees.prefix);
  const transaction = book(platform, {
    type: 'application_fee',
    reportingCategory: 'platform_earning',
    amount,
    currency,
    ...(taken.exchangeRate !== undefined && { exchangeRate: taken.exchangeRate }),
    fee: 0,
    book: 'connect',
    availableOn,
    source: id,
    description: `Application fee from application ${platform.account.displayName} for ${account.displayName} (${account.id})`,
  });
  const fee = work.insert(applicationFees, {
    id,
    object: 'application_fee',
    account: account.id,
    amount,
    amount_refunded: 0,
    application: of.application ?? '',
    balance_transaction: transaction.id,
    charge,
    created: work.now,
    currency,
    fee_source: { charge, type: 'charge' },
    livemode: false,
    originating_transaction: source.originatingTransaction,
    refunded: false,
    refunds: noEntries<FeeRefund>(`/v1/application_fees/${id}/refunds`),
    ...(taken.original && { internal: { taken: { amount: taken.amount, currency: taken.currency } } }),
  });
  work.emit('application_fee.created', fee);
  return id;
}
