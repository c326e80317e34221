import { isDashboardPath, PAGES } from './addresses.ts';

/**
 * The first parts of the dashboard's addresses, as the documentation of Stripe links to them. Other addresses below
 * `connect` are frames of embedded components.
 */
const SECTIONS = [
  'balance',
  'balances',
  'connect/accounts',
  'connect/transfers',
  'coupons',
  'customers',
  'disputes',
  'events',
  'invoices',
  'logs',
  'meters',
  'payments',
  'payouts',
  'prices',
  'products',
  'promotion_codes',
  'reports',
  'settings',
  'shell',
  'shipping_rates',
  'subscriptions',
  'tax_rates',
  'topups',
  'transfers',
  'webhooks',
  'workbench',
];

/** Sections that have another name here. */
const RENAMED: Readonly<Record<string, string>> = {
  balance: 'balances',
  'balance/overview': 'balances',
  'workbench/logs': 'logs',
  'workbench/events': 'events',
  'workbench/webhooks': 'webhooks',
  'workbench/shell': 'shell',
  workbench: 'logs',
  apikeys: 'settings/api',
  'account/branding': 'settings/branding',
  connect: 'connect/accounts',
  'connect/transfers': 'transfers',
  'shipping-rates': 'shipping_rates',
  'tax-rates': 'tax_rates',
  'billing/meters': 'meters',
  'test-clocks': 'simulations',
  'settings/account': 'settings/business',
};

const SECTION = new RegExp(`^(?:${SECTIONS.join('|')})(?:/|$)`);

/**
 * Returns the page that an address of Stripe's dashboard stands for: a link in its documentation then only needs another
 * host. Undefined for any other address.
 */
export function redirectOf(path: string): string | undefined {
  if (path === '/login') return `${PAGES}/login`;
  const [, account, mode, rest = ''] =
    /^\/(?:(acct_[A-Za-z0-9]{1,64})(?:\/|$))?(?:(test)(?:\/|$))?(.*)$/.exec(path) ?? [];
  const bare = rest.replace(/\/$/, '');
  const page = RENAMED[bare] ?? bare;
  const isPage = SECTION.test(page) || page === '' || RENAMED[bare] !== undefined;
  const isOurs = account !== undefined || mode !== undefined || (SECTION.test(bare) && page !== '');
  if (!isPage || !isOurs) return undefined;
  return [PAGES, account, page].filter(Boolean).join('/');
}

/** True if the dashboard answers the path, or sends on from it. */
export function isDashboardAddress(path: string): boolean {
  return isDashboardPath(path) || redirectOf(path) !== undefined;
}
