import type { Context } from '../kernel/context.ts';
import type { Entity, ResourceType } from '../kernel/entity.ts';

/** Changed by everything that spends an account's available balance, so that two decisions never spend the same money. */
interface Spending extends Entity {
  readonly object: 'balance_spending';
  readonly spent: number;
}

const spendings: ResourceType<Spending> = {
  object: 'balance_spending',
  prefix: 'balspent',
  noun: 'balance',
  idParam: 'id',
  listed: false,
};
/** An account has one. */
const SPENDING = 'balspent';

/**
 * The available balance that a decision is about to spend, in the currency's smallest unit. Of decisions that spend at the
 * same time one commits; the others run again with what is left.
 */
export async function availableToSpend({ work }: Context, currency: string): Promise<number> {
  const present = await work.get(spendings, SPENDING);
  if (present) work.save<Spending>({ ...present, spent: present.spent + 1 });
  else work.insert<Spending>(spendings, { id: SPENDING, object: 'balance_spending', spent: 1 });
  const balances = await work.bookBalances('merchant');
  return balances.find((row) => row.currency === currency)?.available ?? 0;
}
