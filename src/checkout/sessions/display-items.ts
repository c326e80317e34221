import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { planOf } from '../../products/plans/view.ts';
import { type PricedLine, priceSession } from './pricing.ts';
import type { CheckoutSession } from './type.ts';

/** The items of a session as versions before 2020-08-27 showed them; null where nothing is sold. */
export async function displayItemsOf(context: Context, session: CheckoutSession): Promise<object[] | null> {
  if (session.mode === 'setup') return null;
  const { lines } = await priceSession(context, session);
  return lines.map((line) => displayItem(line, session.currency ?? ''));
}

function displayItem({ line, price, product }: PricedLine, currency: string): object {
  const common = { amount: price.unit_amount, currency, quantity: line.quantity };
  const plan = planOf(price);
  if (plan) return { ...common, plan, type: 'plan' };
  return { ...common, custom: shownProduct(product), type: 'custom' };
}

function shownProduct({ description, images, name }: Stripe.Product): object {
  return { description, images: images.length > 0 ? images : null, name };
}
