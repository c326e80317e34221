import type { PaymentRow } from '../../../../src/shared/payment-row.ts';
import { money } from '../../data/format.ts';
import type { Column } from '../../parts/data-table.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import type { Language } from '../../words/words.ts';
import { MethodText } from './method.tsx';
import { TONES } from './types.ts';

/** The columns of payments, wherever a list of them is. */
export function paymentColumns({ words, tag }: Language): readonly Column<PaymentRow>[] {
  return [
    { key: 'amount', label: words.common.amount, show: (row) => money(row.amount, row.currency, tag) },
    {
      key: 'state',
      label: words.common.status,
      show: ({ state }) => <StateBadge tone={TONES[state]} text={words.states[state]} />,
    },
    { key: 'method', label: words.payments.method, show: ({ method }) => <MethodText method={method} /> },
    {
      key: 'description',
      label: words.common.description,
      show: ({ description }) => description && <span class="clip">{description}</span>,
    },
    {
      key: 'customer',
      label: words.common.customer,
      show: ({ customer }) => customer && <span class="clip">{customer.email ?? customer.name}</span>,
    },
    {
      key: 'why',
      label: words.payments.why,
      show: ({ error }) =>
        error && <span class="muted">{(error.decline_code ?? error.code ?? '').replaceAll('_', ' ')}</span>,
    },
    { key: 'created', label: words.common.date, show: ({ created }) => <When at={created} /> },
  ];
}
