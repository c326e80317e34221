import type { ComponentType } from 'preact';
import type { PageProps } from '../data/page-props.ts';

/** A page: its address below the account, and its code, which is loaded when it is opened. */
export interface PageEntry {
  /** As `payments/:id`; a part with a colon matches one part of the address. */
  readonly path: string;
  readonly load: () => Promise<{ readonly Page: ComponentType<PageProps> }>;
}

/** One of the pages of a kind of object, which are in one module. */
function part<Name extends string>(
  name: Name,
  load: () => Promise<Readonly<Record<Name, ComponentType<PageProps>>>>,
): PageEntry['load'] {
  return async () => ({ Page: (await load())[name] });
}

/** Every page. A new one is a folder beside this file, and lines here. */
export const PAGES: readonly PageEntry[] = [
  { path: '', load: () => import('./home/home.tsx') },
  { path: 'payments', load: () => import('./payments/list.tsx') },
  { path: 'payments/create', load: () => import('./payments/create.tsx') },
  { path: 'payments/:id', load: () => import('./payments/detail.tsx') },
  { path: 'reports', load: () => import('./reports/reports.tsx') },
  { path: 'customers', load: () => import('./customers/list.tsx') },
  { path: 'customers/create', load: () => import('./customers/create.tsx') },
  { path: 'customers/:id', load: () => import('./customers/detail.tsx') },
  { path: 'products', load: () => import('./products/list.tsx') },
  { path: 'products/create', load: () => import('./products/create.tsx') },
  { path: 'products/:id', load: () => import('./products/detail.tsx') },
  { path: 'prices/:id', load: () => import('./products/price.tsx') },
  { path: 'balances', load: () => import('./balances/balances.tsx') },
  { path: 'payouts', load: () => import('./payouts/list.tsx') },
  { path: 'payouts/:id', load: () => import('./payouts/detail.tsx') },
  { path: 'disputes', load: () => import('./disputes/list.tsx') },
  { path: 'disputes/:id', load: () => import('./disputes/detail.tsx') },
  { path: 'subscriptions', load: () => import('./subscriptions/list.tsx') },
  { path: 'subscriptions/create', load: () => import('./subscriptions/create.tsx') },
  { path: 'subscriptions/:id', load: () => import('./subscriptions/detail.tsx') },
  { path: 'simulations', load: () => import('./simulations/list.tsx') },
  { path: 'simulations/:id', load: () => import('./simulations/detail.tsx') },
  { path: 'invoices', load: () => import('./invoices/list.tsx') },
  { path: 'invoices/create', load: () => import('./invoices/create.tsx') },
  { path: 'invoices/:id', load: () => import('./invoices/detail.tsx') },
  { path: 'coupons', load: part('List', () => import('./coupons/coupons.tsx')) },
  { path: 'coupons/create', load: part('Form', () => import('./coupons/coupons.tsx')) },
  { path: 'coupons/:id', load: part('Detail', () => import('./coupons/coupons.tsx')) },
  { path: 'promotion_codes', load: part('List', () => import('./promotion-codes/promotion-codes.tsx')) },
  { path: 'promotion_codes/create', load: part('Form', () => import('./promotion-codes/promotion-codes.tsx')) },
  { path: 'promotion_codes/:id', load: part('Detail', () => import('./promotion-codes/promotion-codes.tsx')) },
  { path: 'tax_rates', load: part('List', () => import('./tax-rates/tax-rates.tsx')) },
  { path: 'tax_rates/create', load: part('Form', () => import('./tax-rates/tax-rates.tsx')) },
  { path: 'tax_rates/:id', load: part('Detail', () => import('./tax-rates/tax-rates.tsx')) },
  { path: 'shipping_rates', load: part('List', () => import('./shipping-rates/shipping-rates.tsx')) },
  { path: 'shipping_rates/create', load: part('Form', () => import('./shipping-rates/shipping-rates.tsx')) },
  { path: 'shipping_rates/:id', load: part('Detail', () => import('./shipping-rates/shipping-rates.tsx')) },
  { path: 'transfers', load: part('List', () => import('./transfers/transfers.tsx')) },
  { path: 'transfers/create', load: part('Form', () => import('./transfers/transfers.tsx')) },
  { path: 'transfers/:id', load: part('Detail', () => import('./transfers/transfers.tsx')) },
  { path: 'topups', load: part('List', () => import('./top-ups/top-ups.tsx')) },
  { path: 'topups/create', load: part('Form', () => import('./top-ups/top-ups.tsx')) },
  { path: 'topups/:id', load: part('Detail', () => import('./top-ups/top-ups.tsx')) },
  { path: 'meters', load: part('List', () => import('./meters/meters.tsx')) },
  { path: 'meters/create', load: part('Form', () => import('./meters/meters.tsx')) },
  { path: 'meters/:id', load: part('Detail', () => import('./meters/meters.tsx')) },
  { path: 'checkout/sessions', load: () => import('./checkout/list.tsx') },
  { path: 'checkout/sessions/:id', load: () => import('./checkout/detail.tsx') },
  { path: 'connect/accounts', load: () => import('./connect/list.tsx') },
  { path: 'connect/accounts/create', load: () => import('./connect/create.tsx') },
  { path: 'connect/accounts/:id', load: () => import('./connect/detail.tsx') },
  { path: 'logs', load: () => import('./logs/list.tsx') },
  { path: 'logs/:id', load: () => import('./logs/detail.tsx') },
  { path: 'events', load: () => import('./events/list.tsx') },
  { path: 'events/:id', load: () => import('./events/detail.tsx') },
  { path: 'webhooks', load: () => import('./webhooks/list.tsx') },
  { path: 'webhooks/create', load: () => import('./webhooks/create.tsx') },
  { path: 'webhooks/:id', load: () => import('./webhooks/detail.tsx') },
  { path: 'webhooks/:endpoint/deliveries/:id', load: () => import('./webhooks/delivery.tsx') },
  { path: 'emails', load: () => import('./emails/list.tsx') },
  { path: 'emails/:id', load: () => import('./emails/list.tsx') },
  { path: 'recorder', load: () => import('./recorder/open.tsx') },
  { path: 'shell', load: () => import('./shell/shell.tsx') },
  { path: 'network', load: () => import('./network/network.tsx') },
  { path: 'books', load: () => import('./books/books.tsx') },
  { path: 'books/:id', load: () => import('./books/object.tsx') },
  { path: 'settings', load: () => import('./settings/index-page.tsx') },
  { path: 'settings/business', load: () => import('./settings/business.tsx') },
  { path: 'settings/branding', load: () => import('./settings/branding.tsx') },
  { path: 'settings/payment_methods', load: () => import('./settings/methods.tsx') },
  { path: 'settings/payouts', load: () => import('./settings/payouts.tsx') },
  { path: 'settings/connect/platform-profile', load: () => import('./settings/platform-profile.tsx') },
  { path: 'settings/connect/oauth', load: () => import('./settings/oauth.tsx') },
  { path: 'settings/api', load: () => import('./settings/api.tsx') },
  { path: 'settings/keyboard', load: () => import('./settings/keyboard.tsx') },
  { path: 'o/:id', load: () => import('./open/open.tsx') },
];

/** Finds the page of an address below the account, and the values in the address. */
export function findPage(below: string): { readonly page: PageEntry; readonly props: PageProps } | undefined {
  const parts = below.split('/');
  for (const page of PAGES) {
    const names = page.path.split('/');
    if (names.length !== parts.length) continue;
    const props: Record<string, string> = {};
    const fits = names.every((name, n) => {
      const part = parts[n] ?? '';
      if (!name.startsWith(':')) return name === part;
      props[name.slice(1)] = decodeURIComponent(part);
      return part !== '';
    });
    if (fits) return { page, props };
  }
  return undefined;
}

/** The pages whose code is there, by their path. */
const loaded = new Map<string, ComponentType<PageProps>>();

/** The code of a page, if it is there. */
export function loadedPage(path: string | undefined): ComponentType<PageProps> | undefined {
  return path === undefined ? undefined : loaded.get(path);
}

/** Loads the code of the page at an address below the account. */
export async function loadPage(below: string): Promise<void> {
  const page = findPage(below)?.page;
  if (page) loaded.set(page.path, (await page.load()).Page);
}
