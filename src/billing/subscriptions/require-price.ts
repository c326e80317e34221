import type { Context } from '../../kernel/context.ts';
import { parameterMissing } from '../../kernel/errors.ts';
import type { Price } from '../../products/prices/type.ts';
import { type GivenItem, type ReadItem, readItem } from './read-items.ts';

/** The price of an item that was read. Throws if none was sent; `path` is its parameter. */
export function requirePrice({ price }: ReadItem, path: string): Price {
  if (price) return price;
  throw parameterMissing(path);
}

/** The price that an item names, at its bracket path. */
export async function priceNamed(context: Context, given: GivenItem, path: string): Promise<Price> {
  return requirePrice(await readItem(context, given, path), `${path}[price]`);
}
