import { Id } from '../../parts/id.tsx';
import { pagesOf } from '../../parts/objects/pages.tsx';
import type { ApiObject, ObjectSpec } from '../../parts/objects/spec.ts';
import { When } from '../../parts/when.tsx';

/** The fields of a promotion code that its pages show. */
interface PromotionCode extends ApiObject {
  readonly code: string;
  readonly active: boolean;
  readonly promotion: { readonly coupon: string | null };
  readonly customer: string | null;
  readonly expires_at: number | null;
  readonly max_redemptions: number | null;
  readonly times_redeemed: number;
}

const pathOf = ({ id }: PromotionCode) => `/v1/promotion_codes/${id}`;

const spec: ObjectSpec<PromotionCode> = {
  folder: 'promotion_codes',
  path: '/v1/promotion_codes',
  topics: ['products', 'coupons'],
  parent: { path: 'coupons', text: ({ words }) => words.coupons.title },
  words: ({ words }) => words.promotionCodes,
  titleOf: ({ code }) => code,
  stateOf: ({ active }, { words }) => ({
    tone: active ? 'good' : 'over',
    text: active ? words.products.active : words.products.archived,
  }),
  columns: [
    {
      key: 'coupon',
      label: ({ words }) => words.coupons.one,
      show: ({ promotion: { coupon } }) => coupon && <span class="mono">{coupon}</span>,
    },
    {
      key: 'redeemed',
      label: ({ words }) => words.coupons.redeemed,
      align: 'end',
      show: ({ times_redeemed: times, max_redemptions: most }) => (most === null ? times : `${times} / ${most}`),
    },
    {
      key: 'expires',
      label: ({ words }) => words.payments.expires,
      show: ({ expires_at: at }) => at !== null && <When at={at} />,
    },
  ],
  facts: [
    {
      key: 'customer',
      label: ({ words }) => words.common.customer,
      show: ({ customer }) => customer && <Id id={customer} />,
    },
  ],
  fixed: { 'promotion[type]': 'coupon' },
  fields: [
    { name: 'promotion[coupon]', label: ({ words }) => words.promotionCodes.couponId },
    { name: 'code', label: ({ words }) => words.promotionCodes.code, optional: true, placeholder: 'SUMMER25' },
    { name: 'max_redemptions', label: ({ words }) => words.coupons.most, kind: 'number', optional: true },
    { name: 'customer', label: ({ words }) => words.common.customer, optional: true, placeholder: 'cus_…' },
  ],
  actions: [
    {
      key: 'archive',
      label: ({ words }) => words.products.archive,
      isOffered: ({ active }) => active,
      call: (code) => ({ method: 'POST', path: pathOf(code), params: { active: false } }),
    },
    {
      key: 'unarchive',
      label: ({ words }) => words.products.unarchive,
      isOffered: ({ active }) => !active,
      call: (code) => ({ method: 'POST', path: pathOf(code), params: { active: true } }),
    },
  ],
};

export const { List, Form, Detail } = pagesOf(spec);
