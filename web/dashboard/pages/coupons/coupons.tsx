import { money } from '../../data/format.ts';
import { useLink } from '../../data/session.ts';
import { Section } from '../../parts/detail.tsx';
import { pagesOf } from '../../parts/objects/pages.tsx';
import type { ApiObject, ObjectSpec } from '../../parts/objects/spec.ts';
import { useWords } from '../../words/words.ts';

/** The fields of a coupon that its pages show. */
interface Coupon extends ApiObject {
  readonly name: string | null;
  readonly percent_off: number | null;
  readonly amount_off: number | null;
  readonly currency: string | null;
  readonly duration: 'once' | 'repeating' | 'forever';
  readonly duration_in_months: number | null;
  readonly max_redemptions: number | null;
  readonly times_redeemed: number;
  readonly valid: boolean;
}

const spec: ObjectSpec<Coupon> = {
  folder: 'coupons',
  path: '/v1/coupons',
  topics: ['products', 'coupons'],
  parent: { path: 'products', text: ({ words }) => words.products.title },
  words: ({ words }) => words.coupons,
  titleOf: ({ name, id }) => name ?? id,
  stateOf: ({ valid }, { words }) => ({
    tone: valid ? 'good' : 'over',
    text: valid ? words.coupons.valid : words.coupons.notValid,
  }),
  columns: [
    {
      key: 'terms',
      label: ({ words }) => words.coupons.terms,
      show: ({ percent_off: percent, amount_off: amount, currency }, { tag }) =>
        percent === null ? money(amount ?? 0, currency ?? 'usd', tag) : `${percent} %`,
    },
    {
      key: 'duration',
      label: ({ words }) => words.coupons.duration,
      show: ({ duration, duration_in_months: months }, { words }) =>
        months === null ? words.coupons.durations[duration] : words.coupons.months(months),
    },
    {
      key: 'redeemed',
      label: ({ words }) => words.coupons.redeemed,
      align: 'end',
      show: ({ times_redeemed: times, max_redemptions: most }) => (most === null ? times : `${times} / ${most}`),
    },
  ],
  fields: [
    { name: 'name', label: ({ words }) => words.common.name },
    {
      name: 'percent_off',
      label: ({ words }) => words.coupons.percent,
      kind: 'number',
      isShown: ({ amount_off }) => !amount_off,
      optional: true,
    },
    {
      name: 'amount_off',
      label: ({ words }) => words.coupons.amount,
      kind: 'amount',
      isShown: ({ percent_off }) => !percent_off,
      optional: true,
    },
    {
      name: 'currency',
      label: ({ words }) => words.common.currency,
      kind: 'currency',
      isShown: ({ amount_off }) => Boolean(amount_off),
    },
    {
      name: 'duration',
      label: ({ words }) => words.coupons.duration,
      choices: ({ words }) => Object.entries(words.coupons.durations),
      initial: 'once',
    },
    {
      name: 'duration_in_months',
      label: ({ words }) => words.coupons.monthCount,
      kind: 'number',
      isShown: ({ duration }) => duration === 'repeating',
    },
    { name: 'max_redemptions', label: ({ words }) => words.coupons.most, kind: 'number', optional: true },
  ],
  actions: [
    {
      key: 'delete',
      label: ({ words }) => words.coupons.delete,
      explain: (_coupon, { words }) => words.coupons.deleteText,
      danger: true,
      call: ({ id }) => ({ method: 'DELETE', path: `/v1/coupons/${encodeURIComponent(id)}` }),
    },
  ],
  More: Codes,
};

/** The codes by which a coupon is redeemed. */
function Codes() {
  const words = useWords();
  const link = useLink();
  return (
    <Section title={words.promotionCodes.title}>
      <a class="button" href={link('promotion_codes')}>
        {words.promotionCodes.all}
      </a>
    </Section>
  );
}

export const { List, Form, Detail } = pagesOf(spec);
