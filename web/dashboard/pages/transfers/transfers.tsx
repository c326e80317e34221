import { money } from '../../data/format.ts';
import { Id } from '../../parts/id.tsx';
import { pagesOf } from '../../parts/objects/pages.tsx';
import type { ApiObject, ObjectSpec } from '../../parts/objects/spec.ts';

/** The fields of a transfer that its pages show. */
interface Transfer extends ApiObject {
  readonly amount: number;
  readonly amount_reversed: number;
  readonly currency: string;
  readonly reversed: boolean;
  readonly destination: string;
  readonly description: string | null;
  readonly balance_transaction: string;
  readonly source_transaction: string | null;
  readonly transfer_group: string | null;
}

const spec: ObjectSpec<Transfer> = {
  folder: 'transfers',
  path: '/v1/transfers',
  topics: ['balances', 'transfers'],
  parent: { path: 'balances', text: ({ words }) => words.balances.title },
  words: ({ words }) => words.transfers,
  titleOf: ({ amount, currency }, { tag }) => money(amount, currency, tag),
  stateOf: ({ reversed, amount_reversed: back }, { words }) =>
    reversed
      ? { tone: 'over', text: words.transfers.reversed }
      : { tone: back > 0 ? 'over' : 'good', text: back > 0 ? words.transfers.partly : words.transfers.sent },
  columns: [
    {
      key: 'destination',
      label: ({ words }) => words.payouts.destination,
      show: ({ destination }) => <Id id={destination} />,
    },
    { key: 'description', label: ({ words }) => words.common.description, show: ({ description }) => description },
  ],
  facts: [
    {
      key: 'back',
      label: ({ words }) => words.transfers.reversed,
      show: ({ amount_reversed: back, currency }, { tag }) => back > 0 && money(back, currency, tag),
    },
    {
      key: 'transaction',
      label: ({ words }) => words.books.transaction,
      show: ({ balance_transaction: id }) => <Id id={id} />,
    },
    {
      key: 'source',
      label: ({ words }) => words.balances.source,
      show: ({ source_transaction: id }) => id && <Id id={id} />,
    },
    { key: 'group', label: ({ words }) => words.transfers.group, show: ({ transfer_group: group }) => group },
  ],
  fields: [
    { name: 'amount', label: ({ words }) => words.common.amount, kind: 'amount' },
    { name: 'currency', label: ({ words }) => words.common.currency, kind: 'currency' },
    { name: 'destination', label: ({ words }) => words.payouts.destination, placeholder: 'acct_…' },
    { name: 'description', label: ({ words }) => words.common.description, optional: true },
    { name: 'transfer_group', label: ({ words }) => words.transfers.group, optional: true },
  ],
  actions: [
    {
      key: 'reverse',
      label: ({ words }) => words.transfers.reverse,
      explain: ({ amount, amount_reversed: back, currency }, { words, tag }) =>
        words.transfers.reverseText(money(amount - back, currency, tag)),
      danger: true,
      isOffered: ({ reversed }) => !reversed,
      call: ({ id }) => ({ method: 'POST', path: `/v1/transfers/${id}/reversals` }),
    },
  ],
};

export const { List, Form, Detail } = pagesOf(spec);
