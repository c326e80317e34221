import { money } from '../../data/format.ts';
import { pagesOf } from '../../parts/objects/pages.tsx';
import type { ApiObject, ObjectSpec } from '../../parts/objects/spec.ts';

/** The fields of a shipping rate that its pages show. */
interface ShippingRate extends ApiObject {
  readonly display_name: string;
  readonly active: boolean;
  readonly fixed_amount?: { readonly amount: number; readonly currency: string };
}

const pathOf = ({ id }: ShippingRate) => `/v1/shipping_rates/${id}`;

const spec: ObjectSpec<ShippingRate> = {
  folder: 'shipping_rates',
  path: '/v1/shipping_rates',
  topics: ['products', 'shipping_rates'],
  parent: { path: 'products', text: ({ words }) => words.products.title },
  words: ({ words }) => words.shippingRates,
  titleOf: ({ display_name: name }) => name,
  stateOf: ({ active }, { words }) => ({
    tone: active ? 'good' : 'over',
    text: active ? words.products.active : words.products.archived,
  }),
  columns: [
    {
      key: 'amount',
      label: ({ words }) => words.common.amount,
      align: 'end',
      show: ({ fixed_amount: fixed }, { tag }) => fixed && money(fixed.amount, fixed.currency, tag),
    },
  ],
  fixed: { type: 'fixed_amount' },
  fields: [
    { name: 'display_name', label: ({ words }) => words.common.name },
    { name: 'fixed_amount[amount]', label: ({ words }) => words.common.amount, kind: 'amount' },
    { name: 'fixed_amount[currency]', label: ({ words }) => words.common.currency, kind: 'currency' },
  ],
  actions: [
    {
      key: 'archive',
      label: ({ words }) => words.products.archive,
      isOffered: ({ active }) => active,
      call: (rate) => ({ method: 'POST', path: pathOf(rate), params: { active: false } }),
    },
    {
      key: 'unarchive',
      label: ({ words }) => words.products.unarchive,
      isOffered: ({ active }) => !active,
      call: (rate) => ({ method: 'POST', path: pathOf(rate), params: { active: true } }),
    },
  ],
};

export const { List, Form, Detail } = pagesOf(spec);
