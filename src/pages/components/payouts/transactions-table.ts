import type Stripe from 'stripe';
import type { Html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { day, money, table } from '../parts.ts';

/** A table of balance transactions, with the columns that a narrow page leaves out marked. */
export function transactionsTable(
  { embedded: words, locale }: Texts,
  caption: string,
  transactions: readonly Stripe.BalanceTransaction[],
): Html {
  const columns = [
    { heading: words.amount },
    { heading: words.fee, isExtra: true },
    { heading: words.net },
    { heading: words.description, isExtra: true },
    { heading: words.date },
  ] as const;
  const cells = transactions.map(({ amount, fee, net, currency, description, type, created }) => [
    money({ amount, currency }, locale),
    money({ amount: fee, currency }, locale),
    money({ amount: net, currency }, locale),
    description ?? type.replaceAll('_', ' '),
    day(created, locale),
  ]);
  return table(caption, columns, cells);
}
