import type { Shop } from './shop.ts';

/** Creates a customer that calls may change. */
export const customer = (shop: Shop) => shop.make('customers', { email: 'jenny@example.com', name: 'Jenny' });

/** The customer that all calls share. */
export const steady = (shop: Shop) => shop.once('customer', () => customer(shop));

/** The product that all calls share. */
export const product = (shop: Shop) => shop.once('product', () => shop.make('products', { name: 'Cup' }));
