import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { patch } from '../../kernel/patch.ts';
import { previousAttributes } from '../../kernel/previous-attributes.ts';
import { products } from '../products/type.ts';
import { type AmountParams, ownTerms, readCurrencyOptions } from './amounts.ts';
import { emitPriceUpdate } from './emit.ts';
import { claimLookupKey } from './lookup-key.ts';
import type { Price, PriceInternal } from './type.ts';

/** Updates a price (its amount is immutable) and emits an event if anything changed. */
export async function updatePrice(context: Context, current: Price, params: Stripe.PriceUpdateParams): Promise<Price> {
  const { work } = context;
  const active = params.active ?? current.active;
  if (current.active && !active) await checkNotDefault(context, current);
  const lookupKey = params.lookup_key ?? current.lookup_key;
  if (lookupKey !== null && active && (lookupKey !== current.lookup_key || !current.active)) {
    const transfer = params.transfer_lookup_key ?? false;
    await claimLookupKey(context, lookupKey, { transfer, owner: current.id });
  }
  const patched = patch<Price, Stripe.PriceUpdateParams>(current, params, {
    nickname: true,
    tax_behavior: (wanted) => changedBehavior(current, wanted),
  });
  const updated: Price = {
    ...patched,
    active,
    lookup_key: lookupKey,
    metadata: mergeMetadata(current.metadata, params.metadata),
    internal: { ...current.internal, currencyOptions: changedOptions(patched, params.currency_options) },
  };
  const previous = previousAttributes(current, updated);
  const optionsChanged = params.currency_options !== undefined;
  if (Object.keys(previous).length === 0 && !optionsChanged) return current;
  work.save(updated);
  emitPriceUpdate(context, current, updated);
  return updated;
}

async function checkNotDefault({ work }: Context, price: Price): Promise<void> {
  const product = await work.get(products, price.product);
  if (product?.default_price !== price.id) return;
  throw invalidRequest(
    'This price cannot be archived because it is the default price of its product. Set another default price first.',
    { param: 'active' },
  );
}

/** `tax_behavior` can be set once: https://docs.stripe.com/api/prices/update */
function changedBehavior(price: Price, wanted: string): Price['tax_behavior'] {
  const { tax_behavior: current } = price;
  if (current === wanted || current === null || current === 'unspecified') return wanted as Price['tax_behavior'];
  throw invalidRequest(`The tax behavior of a price cannot be changed once it is \`${current}\`.`, {
    param: 'tax_behavior',
  });
}

/** Amounts in further currencies, replaced by those of a call; '' removes all. */
function changedOptions(
  price: Price,
  given: '' | Readonly<Record<string, unknown>> | undefined | null,
): NonNullable<PriceInternal['currencyOptions']> {
  const current = price.internal?.currencyOptions ?? {};
  if (given === undefined || given === null) return current;
  if (given === '') return {};
  const rules = { tiered: price.billing_scheme === 'tiered', recurring: price.recurring !== null };
  const entries = Object.entries(given);
  const removed = new Set(entries.filter(([, option]) => option === '').map(([currency]) => currency));
  if (removed.has(price.currency)) throw cannotRemoveOwn(price.currency);
  const options = Object.fromEntries(entries.filter(([currency]) => !removed.has(currency)));
  const read = readCurrencyOptions(
    options as Record<string, AmountParams>,
    { ...ownTerms(price), currency: price.currency },
    rules,
  );
  return Object.fromEntries(Object.entries({ ...current, ...read }).filter(([currency]) => !removed.has(currency)));
}

function cannotRemoveOwn(currency: string): Error {
  return invalidRequest(`${currency} is the default currency of this price, so it cannot be removed. Create a price.`, {
    param: `currency_options[${currency}]`,
  });
}
