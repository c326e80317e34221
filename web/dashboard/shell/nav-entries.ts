import type { Words } from '../words/en.ts';

/** A link of the navigation. */
export interface NavEntry {
  readonly path: string;
  readonly name: keyof Words['nav'];
  readonly icon: string;
  /** The key after `g` that goes there. */
  readonly key?: string;
  readonly developers?: true;
  /** The operation without which it is left out. */
  readonly needs?: string;
  /** True if other pages lead there; the palette finds it too. */
  readonly hidden?: true;
}

export const NAVIGATION: readonly NavEntry[] = [
  { path: '', name: 'home', icon: 'house', key: 'h' },
  { path: 'payments', name: 'payments', icon: 'credit-card', key: 'p' },
  { path: 'reports', name: 'reports', icon: 'chart-column' },
  { path: 'balances', name: 'balances', icon: 'wallet', key: 'b' },
  { path: 'payouts', name: 'payouts', icon: 'landmark', hidden: true },
  { path: 'disputes', name: 'disputes', icon: 'shield-alert', hidden: true },
  { path: 'customers', name: 'customers', icon: 'users', key: 'c' },
  { path: 'products', name: 'products', icon: 'package', key: 'r' },
  { path: 'subscriptions', name: 'subscriptions', icon: 'repeat', needs: 'GET /v1/subscriptions' },
  { path: 'invoices', name: 'invoices', icon: 'receipt', needs: 'GET /v1/invoices' },
  { path: 'checkout/sessions', name: 'checkout', icon: 'shopping-cart' },
  { path: 'connect/accounts', name: 'connect', icon: 'share-2', needs: 'GET /v1/accounts' },
  { path: 'logs', name: 'logs', icon: 'scroll-text', key: 'l', developers: true },
  { path: 'events', name: 'events', icon: 'activity', key: 'e', developers: true },
  { path: 'webhooks', name: 'webhooks', icon: 'webhook', key: 'w', developers: true },
  { path: 'emails', name: 'emails', icon: 'mail', developers: true },
  { path: 'shell', name: 'shell', icon: 'terminal', key: 's', developers: true },
  { path: 'network', name: 'network', icon: 'network', developers: true },
  { path: 'books', name: 'books', icon: 'book-open', developers: true },
  { path: 'coupons', name: 'coupons', icon: 'package', hidden: true },
  { path: 'promotion_codes', name: 'promotionCodes', icon: 'package', hidden: true },
  { path: 'tax_rates', name: 'taxRates', icon: 'package', hidden: true },
  { path: 'shipping_rates', name: 'shippingRates', icon: 'package', hidden: true },
  { path: 'transfers', name: 'transfers', icon: 'landmark', hidden: true },
  { path: 'topups', name: 'topups', icon: 'landmark', hidden: true },
  { path: 'meters', name: 'meters', icon: 'repeat', hidden: true },
  { path: 'recorder', name: 'recorder', icon: 'activity', hidden: true },
  { path: 'settings', name: 'settings', icon: 'settings', key: ',' },
];
