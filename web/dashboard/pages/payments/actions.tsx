import { useState } from 'preact/hooks';
import type { PaymentRow } from '../../../../src/shared/payment-row.ts';
import { money, plainAmount, readAmount } from '../../data/format.ts';
import { useMethods } from '../../data/methods.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { type ApiList, useCalls, useGet } from '../../data/use-call.ts';
import { AmountField } from '../../parts/amount-field.tsx';
import { DialogForm } from '../../parts/dialog-form.tsx';
import { SelectField, TextField } from '../../parts/fields.tsx';
import { useLanguage } from '../../words/words.ts';
import { DISPUTED_CARD, testCardChoices } from './test-cards.ts';
import type { Intent } from './types.ts';

interface ActionProps {
  readonly row: PaymentRow;
  readonly onClose: () => void;
}

/** Sends back all of a payment, or a part. */
export function RefundDialog({ row, onClose }: ActionProps) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const { currency } = row;
  const left = row.captured - row.refunded;
  const [amount, setAmount] = useState(plainAmount(left, currency));
  const [reason, setReason] = useState('');
  const typed = readAmount(amount, currency);
  const names = words.payments;
  const target = row.id.startsWith('pi_') ? { payment_intent: row.id } : { charge: row.id };
  return (
    <DialogForm
      title={names.refundAmount(money(row.amount, currency, tag))}
      text={names.left(money(left, currency, tag))}
      submit={typed === undefined ? names.refund : names.refundAmount(money(typed, currency, tag))}
      onClose={onClose}
      onSubmit={() => post('/v1/refunds', { ...target, amount: typed ?? amount, reason: reason || undefined })}
    >
      <AmountField name="amount" label={words.common.amount} value={amount} onChange={setAmount} currency={currency} />
      <SelectField
        name="reason"
        label={names.reason}
        value={reason}
        onChange={setReason}
        choices={[['', names.noReason], ...Object.entries(names.reasons)]}
      />
    </DialogForm>
  );
}

/** Takes what is on hold. */
export function CaptureDialog({ row, onClose }: ActionProps) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const { currency } = row;
  const [amount, setAmount] = useState(plainAmount(row.amount, currency));
  const names = words.payments;
  const path = row.id.startsWith('pi_') ? `/v1/payment_intents/${row.id}/capture` : `/v1/charges/${row.id}/capture`;
  const name = row.id.startsWith('pi_') ? 'amount_to_capture' : 'amount';
  return (
    <DialogForm
      title={names.capture}
      text={names.captureText(money(row.amount, currency, tag))}
      submit={names.capture}
      onClose={onClose}
      onSubmit={() => {
        const typed = readAmount(amount, currency) ?? amount;
        return post(path, typed === row.amount ? {} : { [name]: typed });
      }}
    >
      <AmountField name={name} label={words.common.amount} value={amount} onChange={setAmount} currency={currency} />
    </DialogForm>
  );
}

/** Ends a payment that is not complete. */
export function CancelDialog({ row, onClose }: ActionProps) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const [reason, setReason] = useState('requested_by_customer');
  const names = words.payments;
  return (
    <DialogForm
      title={names.cancelPayment}
      text={names.cancelText(money(row.amount, row.currency, tag))}
      submit={names.cancelPayment}
      danger
      onClose={onClose}
      onSubmit={() => post(`/v1/payment_intents/${row.id}/cancel`, { cancellation_reason: reason })}
    >
      <SelectField
        name="cancellation_reason"
        label={names.reason}
        value={reason}
        onChange={setReason}
        choices={Object.entries(names.cancelReasons)}
      />
    </DialogForm>
  );
}

interface SavedMethod {
  readonly id: string;
  readonly type: string;
  readonly card?: { readonly brand: string; readonly last4: string };
}

/** Charges a failed payment again, with another method. */
export function RetryDialog({ row, onClose }: ActionProps) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const names = words.payments;
  const { nameOf } = useMethods();
  const saved = useGet<ApiList<SavedMethod>>(row.customer && `/v1/customers/${row.customer.id}/payment_methods`);
  const own = (saved.data?.data ?? []).map(
    ({ id, type, card }) =>
      [id, `${nameOf(card?.brand ?? type)} ${card ? `•••• ${card.last4}` : ''} (${names.saved})`] as const,
  );
  const choices = [...own, ...testCardChoices(words)];
  const [chosen, setChosen] = useState<string>();
  const method = chosen ?? choices[0]?.[0] ?? '';
  return (
    <DialogForm
      title={names.retry}
      text={names.retryText(money(row.amount, row.currency, tag))}
      submit={names.retry}
      onClose={onClose}
      onSubmit={() =>
        post(`/v1/payment_intents/${row.id}/confirm`, { payment_method: method, return_url: location.href })
      }
    >
      <SelectField
        name="payment_method"
        label={names.paymentMethod}
        value={method}
        onChange={setChosen}
        choices={choices}
      />
    </DialogForm>
  );
}

/** Puts a receipt into the outbox. */
export function ReceiptDialog({ row, onClose }: ActionProps) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const [email, setEmail] = useState(row.customer?.email ?? '');
  const names = words.payments;
  return (
    <DialogForm
      title={names.receipt}
      text={names.receiptText}
      submit={names.send}
      onClose={onClose}
      onSubmit={() => post(`/charges/${row.charge}/receipt`, { email })}
    >
      <TextField name="email" type="email" label={words.common.email} value={email} onChange={setEmail} />
    </DialogForm>
  );
}

/** Changes the description. */
export function UpdateDialog({ row, onClose }: ActionProps) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const [description, setDescription] = useState(row.description ?? '');
  const path = row.id.startsWith('pi_') ? `/v1/payment_intents/${row.id}` : `/v1/charges/${row.id}`;
  return (
    <DialogForm
      title={words.payments.update}
      submit={words.common.save}
      onClose={onClose}
      onSubmit={() => post(path, { description })}
    >
      <TextField name="description" label={words.common.description} value={description} onChange={setDescription} />
    </DialogForm>
  );
}

/** Makes a payment of the same amount that its cardholder disputes. */
export function DisputeDialog({ row, onClose }: ActionProps) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const link = useLink();
  const names = words.payments;
  return (
    <DialogForm
      title={names.dispute}
      text={`${names.disputeText} (${money(row.amount, row.currency, tag)})`}
      submit={names.dispute}
      onClose={onClose}
      onSubmit={async () => {
        const made = await post<Intent>('/v1/payment_intents', {
          amount: row.amount,
          currency: row.currency,
          description: row.description,
          payment_method: DISPUTED_CARD,
          allowed_payment_method_types: ['card'],
          confirm: true,
        });
        go(link(`payments/${made.id}`));
      }}
    />
  );
}
