import { money } from '../../data/format.ts';
import { Id } from '../../parts/id.tsx';
import { pagesOf } from '../../parts/objects/pages.tsx';
import type { ApiObject, ObjectSpec } from '../../parts/objects/spec.ts';
import type { Tone } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';

/** The fields of a top-up that its pages show. */
interface TopUp extends ApiObject {
  readonly amount: number;
  readonly currency: string;
  readonly status: 'pending' | 'succeeded' | 'failed' | 'canceled' | 'reversed';
  readonly description: string | null;
  readonly expected_availability_date: number | null;
  readonly failure_message: string | null;
  readonly balance_transaction: string | null;
}

const TONES: Readonly<Record<TopUp['status'], Tone>> = {
  pending: 'moving',
  succeeded: 'good',
  failed: 'bad',
  canceled: 'over',
  reversed: 'over',
};

const spec: ObjectSpec<TopUp> = {
  folder: 'topups',
  path: '/v1/topups',
  topics: ['balances', 'topups', 'clock'],
  parent: { path: 'balances', text: ({ words }) => words.balances.title },
  words: ({ words }) => words.topups,
  titleOf: ({ amount, currency }, { tag }) => money(amount, currency, tag),
  stateOf: ({ status }, { words }) => ({ tone: TONES[status], text: words.topups.states[status] }),
  columns: [
    { key: 'description', label: ({ words }) => words.common.description, show: ({ description }) => description },
    {
      key: 'expected',
      label: ({ words }) => words.payments.available,
      show: ({ expected_availability_date: at }) => at !== null && <When at={at} exact />,
    },
  ],
  facts: [
    { key: 'failure', label: ({ words }) => words.payouts.failure, show: ({ failure_message: message }) => message },
    {
      key: 'transaction',
      label: ({ words }) => words.books.transaction,
      show: ({ balance_transaction: id }) => id && <Id id={id} />,
    },
  ],
  fields: [
    { name: 'amount', label: ({ words }) => words.common.amount, kind: 'amount' },
    { name: 'currency', label: ({ words }) => words.common.currency, kind: 'currency' },
    { name: 'description', label: ({ words }) => words.common.description, initial: 'Top-up' },
  ],
  actions: [
    {
      key: 'cancel',
      label: ({ words }) => words.topups.cancel,
      explain: (_topup, { words }) => words.topups.cancelText,
      danger: true,
      isOffered: ({ status }) => status === 'pending',
      call: ({ id }) => ({ method: 'POST', path: `/v1/topups/${id}/cancel` }),
    },
  ],
};

export const { List, Form, Detail } = pagesOf(spec);
