import type { Context } from '../../kernel/context.ts';
import { DEFAULT_PAGE, pageOfItems } from '../../kernel/list.ts';
import { define } from '../../kernel/operation.ts';
import { resource } from '../../kernel/resource.ts';
import { itemOf } from '../sessions/line-items.ts';
import { priceLines } from '../sessions/pricing.ts';
import { createLink } from './create.ts';
import { type PaymentLink, paymentLinks } from './type.ts';
import { updateLink } from './update.ts';

/** Settings that sessions do not support either. */
const NOT_YET = [
  'subscription_data[invoice_settings][issuer][type]=account',
  { given: 'automatic_tax[liability][type]=account', param: 'automatic_tax[liability]' },
  'invoice_creation[invoice_data][account_tax_ids]',
  'invoice_creation[invoice_data][issuer][type]=account',
  'invoice_creation[invoice_data][rendering_options][template]',
] as const;
const NOT_YET_CREATED = [...NOT_YET, { given: 'managed_payments[enabled]', param: 'managed_payments' }] as const;

async function itemsOf(context: Context, { currency, internal }: PaymentLink) {
  const { lines } = await priceLines(context, internal.lines, { currency });
  return lines.map((line) => itemOf(line, currency));
}

const itemsUrl = (id: string) => `/v1/payment_links/${id}/line_items`;

const listLineItems = define('GET /v1/payment_links/{payment_link}/line_items', async (context, params, path) => {
  const link = await context.work.require(paymentLinks, path.payment_link);
  return pageOfItems(await itemsOf(context, link), params, itemsUrl(link.id));
});

export const paymentLinkResource = resource(paymentLinks, {
  collection: '/v1/payment_links',
  item: '/v1/payment_links/{payment_link}',
  create: createLink,
  retrieve: true,
  update: updateLink,
  list: ({ active }) => ({ where: { active } }),
  options: { create: { notYet: NOT_YET_CREATED }, update: { notYet: NOT_YET } },
  operations: [listLineItems],
  includes: {
    line_items: async (context, { id }) => {
      const link = await context.work.require(paymentLinks, id);
      return pageOfItems(await itemsOf(context, link), { limit: DEFAULT_PAGE }, itemsUrl(id));
    },
  },
});
