import { useState } from 'preact/hooks';
import type { PaymentRow } from '../../../../src/shared/payment-row.ts';
import { money } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { invalidate } from '../../data/query.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { Detail, type DetailTab } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { CopyButton } from '../../parts/id.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import { Pending } from '../../parts/notices.tsx';
import { Recorder } from '../../parts/recorder.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { useLanguage } from '../../words/words.ts';
import {
  CancelDialog,
  CaptureDialog,
  DisputeDialog,
  ReceiptDialog,
  RefundDialog,
  RetryDialog,
  UpdateDialog,
} from './actions.tsx';
import { Overview } from './overview.tsx';
import { repeatAsCurl } from './repeat.ts';
import { type ChargeFacts, type DisputeFacts, type Intent, type Refund, TONES } from './types.ts';

type Open = 'refund' | 'capture' | 'cancel' | 'retry' | 'receipt' | 'update' | 'dispute' | null;

const DIALOGS = {
  refund: RefundDialog,
  capture: CaptureDialog,
  cancel: CancelDialog,
  retry: RetryDialog,
  receipt: ReceiptDialog,
  update: UpdateDialog,
  dispute: DisputeDialog,
} as const;

const TOPICS = ['payments', 'clock'];

/** Everything about one payment, and what can be done with it. */
export function Page({ id = '' }: PageProps) {
  const { words, tag } = useLanguage();
  const [open, setOpen] = useState<Open>(null);
  const { data: row, error, reload } = useGet<PaymentRow>(`/payments/${id}`, {}, TOPICS);
  const payment = row?.id ?? null;
  const isIntent = payment?.startsWith('pi_');
  const path = payment && (isIntent ? `/v1/payment_intents/${payment}` : `/v1/charges/${payment}`);
  const { data: object } = useGet<Intent>(path, {}, TOPICS);
  const of = isIntent ? { payment_intent: payment } : { charge: payment };
  const attempts = useGet<ApiList<ChargeFacts>>(
    isIntent ? '/v1/charges' : null,
    { payment_intent: payment, limit: 100, 'expand[]': 'data.balance_transaction' },
    TOPICS,
  );
  const alone = useGet<ChargeFacts>(
    payment && !isIntent ? `/v1/charges/${payment}` : null,
    { 'expand[]': 'balance_transaction' },
    TOPICS,
  );
  const refunds = useGet<ApiList<Refund>>(payment ? '/v1/refunds' : null, { ...of, limit: 100 }, TOPICS);
  const disputes = useGet<ApiList<DisputeFacts>>(
    payment && row?.state.match(/dispute|review|response/) ? '/v1/disputes' : null,
    of,
    TOPICS,
  );
  const calls = useCalls();
  const { busy, problem, submit } = useSubmit();

  if (!row) return <Pending error={error} onRetry={reload} />;
  const names = words.payments;
  const charges = isIntent ? (attempts.data?.data ?? []) : alone.data ? [alone.data] : [];
  const Dialog = open && DIALOGS[open];
  const isPaid = row.captured - row.refunded > 0 && !['uncaptured', 'canceled'].includes(row.state);
  const canCancel = isIntent && ['uncaptured', 'incomplete', 'failed', 'blocked'].includes(row.state);
  const payerPage = object?.next_action?.redirect_to_url?.url;
  const waitsOnPage = object?.status === 'requires_action';
  const actForPayer = (choice: 'authorized' | 'failed') =>
    submit(async () => {
      await calls.post(`/payments/${row.id}/payer`, { choice });
      invalidate('payments');
    });
  const tabs: DetailTab[] = [
    {
      name: 'overview',
      text: words.common.overview,
      show: () => (
        <Overview
          row={row}
          object={object}
          charges={charges}
          refunds={refunds.data?.data ?? []}
          disputes={disputes.data?.data ?? []}
          onMetadata={(metadata) => calls.post(path ?? '', { metadata })}
        />
      ),
    },
    { name: 'recorder', text: words.common.recorder, show: () => <Recorder id={row.id} topics={TOPICS} /> },
    { name: 'json', text: words.common.json, show: () => <JsonTab path={path ?? ''} topics={TOPICS} /> },
  ];
  return (
    <>
      <Detail
        back={{ path: 'payments', text: names.title }}
        title={money(row.amount, row.currency, tag)}
        state={<StateBadge tone={TONES[row.state]} text={words.states[row.state]} />}
        ids={[row.id, ...(row.charge && row.charge !== row.id ? [row.charge] : [])]}
        subtitle={row.description}
        tabs={tabs}
        actions={
          <>
            {isPaid && (
              <Button shortcut="a" onClick={() => setOpen('refund')}>
                {names.refund}
              </Button>
            )}
            {row.state === 'uncaptured' && (
              <Button primary shortcut="a" onClick={() => setOpen('capture')}>
                {names.capture}
              </Button>
            )}
            {isIntent && ['failed', 'blocked'].includes(row.state) && (
              <Button primary shortcut="a" onClick={() => setOpen('retry')}>
                {names.retry}
              </Button>
            )}
            {waitsOnPage && (
              <>
                <Button primary busy={busy} onClick={() => actForPayer('authorized')}>
                  {names.authorize}
                </Button>
                <Button busy={busy} onClick={() => actForPayer('failed')}>
                  {names.fail}
                </Button>
              </>
            )}
            {payerPage && (
              <a class="button" href={payerPage} target="_blank" rel="noreferrer">
                {names.openPage}
              </a>
            )}
            {row.charge && row.captured > 0 && <Button onClick={() => setOpen('receipt')}>{names.receipt}</Button>}
            {canCancel && <Button onClick={() => setOpen('cancel')}>{names.cancel}</Button>}
            <Button onClick={() => setOpen('update')}>{names.update}</Button>
            {isPaid && <Button onClick={() => setOpen('dispute')}>{names.dispute}</Button>}
            {object && <CopyButton text={repeatAsCurl(row, object)} label={names.repeat} />}
          </>
        }
      >
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </Detail>
      {Dialog && <Dialog row={row} onClose={() => setOpen(null)} />}
    </>
  );
}
