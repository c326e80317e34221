import { pagesOf } from '../../parts/objects/pages.tsx';
import type { ApiObject, ObjectSpec } from '../../parts/objects/spec.ts';

/** The fields of a tax rate that its pages show. */
interface TaxRate extends ApiObject {
  readonly display_name: string;
  readonly percentage: number;
  readonly inclusive: boolean;
  readonly active: boolean;
  readonly country: string | null;
  readonly jurisdiction: string | null;
}

const pathOf = ({ id }: TaxRate) => `/v1/tax_rates/${id}`;

const spec: ObjectSpec<TaxRate> = {
  folder: 'tax_rates',
  path: '/v1/tax_rates',
  topics: ['products', 'tax_rates'],
  parent: { path: 'products', text: ({ words }) => words.products.title },
  words: ({ words }) => words.taxRates,
  titleOf: ({ display_name: name, percentage }) => `${name} ${percentage} %`,
  stateOf: ({ active }, { words }) => ({
    tone: active ? 'good' : 'over',
    text: active ? words.products.active : words.products.archived,
  }),
  columns: [
    {
      key: 'inclusive',
      label: ({ words }) => words.common.type,
      show: ({ inclusive }, { words }) => (inclusive ? words.taxRates.inclusive : words.taxRates.exclusive),
    },
    { key: 'country', label: ({ words }) => words.payments.country, show: ({ country }) => country },
    {
      key: 'jurisdiction',
      label: ({ words }) => words.taxRates.jurisdiction,
      show: ({ jurisdiction }) => jurisdiction,
    },
  ],
  fields: [
    { name: 'display_name', label: ({ words }) => words.common.name, placeholder: 'VAT' },
    { name: 'percentage', label: ({ words }) => words.taxRates.percentage, kind: 'number' },
    { name: 'inclusive', label: ({ words }) => words.taxRates.isInclusive, kind: 'check' },
    { name: 'country', label: ({ words }) => words.payments.country, optional: true, placeholder: 'DE' },
    { name: 'jurisdiction', label: ({ words }) => words.taxRates.jurisdiction, optional: true },
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
