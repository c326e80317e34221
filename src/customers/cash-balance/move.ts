import type { Context } from '../../kernel/context.ts';
import { transaction } from '../../ledger/books.ts';
import { type Customer, customers } from '../type.ts';
import { type CashTransaction, cashTransactions } from './type.ts';

/** The movement in the currency's smallest unit: positive adds to the customer's cash balance. */
interface CashMovement
  extends Pick<CashTransaction, 'type'>,
    Partial<
      Pick<CashTransaction, 'funded' | 'applied_to_payment' | 'unapplied_from_payment' | 'refunded_from_payment'>
    > {
  readonly amount: number;
  readonly currency: string;
}

/** Returns a customer's unused cash balance, in the currency's smallest unit. */
export function cashOf({ internal }: Customer, currency: string): number {
  return internal?.cash?.[currency] ?? 0;
}

/** Changes a customer's cash balance, posts it to the ledger, creates its transaction and emits the event. */
export async function moveCash(context: Context, customerId: string, movement: CashMovement): Promise<CashTransaction> {
  const { work } = context;
  const { amount, currency, ...rest } = movement;
  const customer = await work.require(customers, customerId);
  const ending = cashOf(customer, currency) + amount;
  if (ending < 0 || !Number.isSafeInteger(ending)) throw new Error(`${customerId} cannot have ${ending} ${currency}`);
  const { [currency]: _, ...others } = customer.internal?.cash ?? {};
  work.save<Customer>({
    ...customer,
    internal: { ...customer.internal, cash: ending === 0 ? others : { ...others, [currency]: ending } },
  });
  const id = work.newId(cashTransactions.prefix);
  work.post(
    transaction({ id, currency, availableOn: work.now, account: work.connected }, [
      { book: 'customer_cash', amount },
      { book: 'acquirer', amount: -amount },
    ]),
  );
  const moved = work.insert(cashTransactions, {
    id,
    object: 'customer_cash_balance_transaction',
    created: work.now,
    currency,
    customer: customerId,
    customer_account: null,
    ending_balance: ending,
    livemode: false,
    net_amount: amount,
    ...rest,
  });
  work.emit('customer_cash_balance_transaction.created', moved);
  return moved;
}
