/** The pages of objects by the prefix of their ids. */
export const OBJECT_PAGES: Readonly<Record<string, string>> = {
  pi: 'payments',
  ch: 'payments',
  py: 'payments',
  cus: 'customers',
  prod: 'products',
  price: 'prices',
  cs: 'checkout/sessions',
  evt: 'events',
  req: 'logs',
  we: 'webhooks',
  mail: 'emails',
  po: 'payouts',
  dp: 'disputes',
  du: 'disputes',
  in: 'invoices',
  sub: 'subscriptions',
  clock: 'simulations',
  acct: 'connect/accounts',
  tr: 'transfers',
  tu: 'topups',
  txr: 'tax_rates',
  shr: 'shipping_rates',
  promo: 'promotion_codes',
  mtr: 'meters',
  re: 'books',
  txn: 'books',
};

/** The page of an id, below the account; undefined if no page shows such objects. */
export function pageOfId(id: string): string | undefined {
  const [, prefix = ''] = /^([a-z]+(?:_[a-z]+)*?)_/.exec(id) ?? [];
  const folder = OBJECT_PAGES[prefix];
  return folder && `${folder}/${id}`;
}
