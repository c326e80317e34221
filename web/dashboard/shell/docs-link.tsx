import { useWords } from '../words/words.ts';

/** Address of the documentation. */
const BEGIN = 'https://docs.stripe.com/get-started';

/** The page of the documentation that explains a section, by the beginning of its address; the longest fits best. */
const DOCS: Readonly<Record<string, string>> = {
  balances: 'https://docs.stripe.com/payments/balances',
  books: 'https://docs.stripe.com/reports/balance-transaction-types',
  checkout: 'https://docs.stripe.com/payments/checkout',
  connect: 'https://docs.stripe.com/connect',
  coupons: 'https://docs.stripe.com/billing/subscriptions/coupons',
  customers: 'https://docs.stripe.com/api/customers',
  disputes: 'https://docs.stripe.com/disputes',
  emails: 'https://docs.stripe.com/receipts',
  events: 'https://docs.stripe.com/api/events/types',
  invoices: 'https://docs.stripe.com/invoicing',
  logs: 'https://docs.stripe.com/error-codes',
  meters: 'https://docs.stripe.com/billing/subscriptions/usage-based',
  network: 'https://docs.stripe.com/testing',
  payments: 'https://docs.stripe.com/payments/paymentintents/lifecycle',
  payouts: 'https://docs.stripe.com/payouts',
  prices: 'https://docs.stripe.com/products-prices/overview',
  products: 'https://docs.stripe.com/products-prices/overview',
  promotion_codes: 'https://docs.stripe.com/billing/subscriptions/coupons',
  recorder: 'https://docs.stripe.com/payments/paymentintents/lifecycle',
  reports: 'https://docs.stripe.com/reports/balance-transaction-types',
  settings: 'https://docs.stripe.com/get-started/account',
  'settings/branding': 'https://docs.stripe.com/payments/checkout/customization',
  'settings/connect': 'https://docs.stripe.com/connect',
  'settings/payment_methods': 'https://docs.stripe.com/payments/payment-methods/overview',
  'settings/payouts': 'https://docs.stripe.com/connect/manage-payout-schedule',
  shell: 'https://docs.stripe.com/api',
  shipping_rates: 'https://docs.stripe.com/payments/checkout/custom-shipping-rates',
  simulations: 'https://docs.stripe.com/billing/testing/test-clocks',
  subscriptions: 'https://docs.stripe.com/billing/subscriptions/overview',
  tax_rates: 'https://docs.stripe.com/billing/taxes/tax-rates',
  topups: 'https://docs.stripe.com/connect/top-ups',
  transfers: 'https://docs.stripe.com/connect/separate-charges-and-transfers',
  webhooks: 'https://docs.stripe.com/webhooks',
};

/** A link to the documentation of the page that is shown. */
export function DocsLink({ below }: { below: string }) {
  const words = useWords();
  const fitting = Object.entries(DOCS).filter(([path]) => `${below}/`.startsWith(`${path}/`));
  const [best] = fitting.sort(([a], [b]) => b.length - a.length);
  return (
    <footer class="docs">
      <a href={best?.[1] ?? BEGIN} target="_blank" rel="noreferrer">
        {words.common.docs}
        <span class="icon icon-external-link" aria-hidden="true" />
      </a>
    </footer>
  );
}
