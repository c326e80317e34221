import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import type { DiscountTerms } from '../../products/amounts/discounts.ts';
import { lineAmount, type PriceTerms } from '../../products/amounts/line-amount.ts';
import type { TaxAmount } from '../../products/amounts/taxes.ts';
import { addUp, type LineTotals, type Totals } from '../../products/amounts/totals.ts';
import { priceTerms } from '../../products/prices/terms.ts';
import { type Price, prices } from '../../products/prices/type.ts';
import { type Product, products } from '../../products/products/type.ts';
import { taxRates } from '../../products/tax-rates/type.ts';
import { formatAmount, smallestAmount } from '../../shared/currencies.ts';
import { abandonAttempt } from './attempt.ts';
import { automaticRates, locate } from './automatic-tax.ts';
import { termsOf } from './discounts.ts';
import { chosenAmount } from './shipping.ts';
import { hasTrial } from './subscription-data.ts';
import type { CheckoutSession, SessionLine } from './type.ts';

/** A line with its price's terms in the session's currency. */
export interface PricedLine {
  readonly line: SessionLine;
  readonly price: Price;
  readonly product: Product;
  readonly rates: readonly Stripe.TaxRate[];
  readonly totals: LineTotals;
}

/** Returns a session's totals, line by line. */
export interface Priced {
  readonly lines: readonly PricedLine[];
  readonly discounts: readonly DiscountTerms[];
  /** The tax rates of the shipping. */
  readonly shippingRates: readonly Stripe.TaxRate[];
  readonly totals: Totals;
}

/** Calculates a session's amounts from its current prices. */
export async function priceSession(context: Context, session: CheckoutSession): Promise<Priced> {
  const currency = session.currency ?? context.account.defaultCurrency;
  return priceLines(context, session.internal.lines, {
    currency,
    automatic: (line) => automaticRates(context, session, line),
    discounts: await termsOf(context, session, currency),
    shipping: chosenAmount(session),
    shippingRates: await automaticRates(context, session),
    trial: hasTrial(session),
    usualRates: session.internal.subscriptionData?.default_tax_rates ?? [],
  });
}

/** The things besides lines that an order's amounts depend on. */
interface OrderTerms {
  readonly currency: string;
  /** The rates of the payer's location on a line, by its id. */
  automatic(line: string): Promise<Stripe.TaxRate[]>;
  readonly discounts: readonly DiscountTerms[];
  /** Ids of the tax rates of lines without their own. */
  readonly usualRates: readonly string[];
  /** True if recurring prices cost nothing at first. */
  readonly trial: boolean;
  readonly shipping: number | null;
  readonly shippingRates: readonly Stripe.TaxRate[];
}

/** Calculates the amounts of lines from their current prices; without further terms, before discounts and taxes. */
export async function priceLines(
  context: Context,
  given: readonly SessionLine[],
  { currency, ...terms }: Pick<OrderTerms, 'currency'> & Partial<OrderTerms>,
): Promise<Priced> {
  const {
    automatic = async () => [],
    discounts = [],
    shipping = null,
    shippingRates = [],
    trial = false,
    usualRates = [],
  } = terms;
  const lines = await Promise.all(
    given.map(async (line) => readLine(context, line, await automatic(line.id), usualRates)),
  );
  const totals = addUp({
    currency,
    lines: lines.map(({ line, price, product, rates }) => ({
      amount: isDueLater(line, price, trial) ? 0 : lineAmount(termsIn(price, currency), line.quantity),
      product: product.id,
      taxRates: rates,
    })),
    discounts,
    shipping: shipping === null ? null : { amount: shipping, taxRates: shippingRates },
  });
  return {
    discounts,
    shippingRates,
    totals,
    lines: lines.map((line, index) => ({ ...line, totals: totals.lines[index] as LineTotals })),
  };
}

/** True for usage, which is billed when its period is over, and for what a trial comes before. */
function isDueLater({ metered }: SessionLine, { recurring }: Price, trial: boolean): boolean {
  return metered === true || (trial && recurring !== null);
}

async function readLine(
  { work }: Context,
  line: SessionLine,
  automatic: readonly Stripe.TaxRate[],
  usual: readonly string[],
): Promise<Omit<PricedLine, 'totals'>> {
  const price = await work.require(prices, line.price);
  const product = await work.require(products, price.product);
  const rates = [...automatic];
  for (const id of line.taxRates.length > 0 ? line.taxRates : usual) rates.push(await work.require(taxRates, id));
  return { line, price, product, rates };
}

/** Returns a price's terms in the session's currency, which was validated. */
export function termsIn(price: Price, currency: string): PriceTerms {
  const terms = priceTerms(price, currency);
  if (!terms) throw new Error(`${price.id} is not sold in ${currency}`);
  return terms;
}

/** The price of one, where quantity does not change it. */
export function unitAmount({ price }: Pick<PricedLine, 'price'>, currency: string): number | null {
  if (price.tiers_mode || price.transform_quantity) return null;
  return price.currency === currency
    ? price.unit_amount
    : (price.internal?.currencyOptions?.[currency]?.unit_amount ?? null);
}

/** Returns a session with its current amounts. Throws if the total is less than the minimum charge. */
export async function reprice(context: Context, session: CheckoutSession): Promise<CheckoutSession> {
  if (session.mode === 'setup') return session;
  const located = await locate(context, session);
  const { totals } = await priceSession(context, located);
  checkTotal(totals.amount_total, session.currency ?? '');
  if (totals.amount_total !== session.amount_total) await abandonAttempt(context, session);
  const { shipping } = totals;
  return context.work.save<CheckoutSession>({
    ...located,
    amount_subtotal: totals.amount_subtotal,
    amount_total: totals.amount_total,
    shipping_cost: shipping && {
      amount_subtotal: shipping.amount_subtotal,
      amount_tax: shipping.amount_tax,
      amount_total: shipping.amount_total,
      shipping_rate: session.internal.shippingRate,
    },
    total_details: {
      amount_discount: totals.amount_discount,
      amount_shipping: totals.amount_shipping,
      amount_tax: totals.amount_tax,
    },
  });
}

/** Nothing is free to pay, or enough to be charged. */
export function checkTotal(total: number, currency: string): void {
  const least = smallestAmount(currency);
  if (total === 0 || total >= least) return;
  throw invalidRequest(
    `The Checkout Session's total amount due must add up to at least ${formatAmount(least, currency)} ${currency.toUpperCase()}`,
    { code: 'amount_too_small' },
  );
}

/** The amount of a tax rate. */
export interface PricedTax {
  readonly rate: Stripe.TaxRate;
  readonly amount: number;
  readonly taxable: number;
}

/** Returns the tax amounts by rate, including shipping. */
export function breakdownOf({ lines, shippingRates, totals }: Priced): { readonly taxes: PricedTax[] } {
  return { taxes: withRates(totals.taxes, [...lines.flatMap((line) => line.rates), ...shippingRates]) };
}

/** Amounts of tax with the rates that they are of. */
export function withRates(taxes: readonly TaxAmount[], rates: readonly Stripe.TaxRate[]): PricedTax[] {
  const known = new Map(rates.map((rate) => [rate.id, rate]));
  return taxes.flatMap(({ rate: id, amount, taxable }) => {
    const rate = known.get(id);
    return rate ? [{ rate, amount, taxable }] : [];
  });
}
