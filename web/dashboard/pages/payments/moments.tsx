import { money } from '../../data/format.ts';
import { Id } from '../../parts/id.tsx';
import type { Moment } from '../../parts/timeline.tsx';
import type { Language } from '../../words/words.ts';
import type { ChargeFacts, DisputeFacts, Intent, Refund } from './types.ts';

/** The history of a payment, the newest first. */
export function momentsOf(
  { words, tag }: Language,
  object: Intent,
  later: {
    readonly charges: readonly ChargeFacts[];
    readonly refunds: readonly Refund[];
    readonly disputes: readonly DisputeFacts[];
  },
): Moment[] {
  const { charges, refunds, disputes } = later;
  const created: Moment = {
    key: object.id,
    at: object.created,
    text: `${words.common.created}: ${money(object.amount, object.currency, tag)}`,
  };
  const canceled: Moment[] =
    object.canceled_at === null || object.canceled_at === undefined
      ? []
      : [
          {
            key: 'canceled',
            at: object.canceled_at,
            text: `${words.states.canceled} ${object.cancellation_reason ?? ''}`,
          },
        ];
  const moments = [
    ...refunds.map((refund) => ofRefund(words, tag, refund)),
    ...canceled,
    ...disputes.map((dispute) => ofDispute(words, tag, dispute)),
    ...charges.map((charge) => ofCharge(words, charge)),
  ];
  return [...moments.sort((a, b) => b.at - a.at), created];
}

function ofRefund(words: Language['words'], tag: string, refund: Refund): Moment {
  return {
    key: refund.id,
    at: refund.created,
    text: (
      <>
        {words.payments.refunded} {money(refund.amount, refund.currency, tag)} ({refund.status}) <Id id={refund.id} />
      </>
    ),
  };
}

function ofDispute(words: Language['words'], tag: string, dispute: DisputeFacts): Moment {
  return {
    key: dispute.id,
    at: dispute.created,
    tone: 'bad',
    text: (
      <>
        <strong>{words.payments.tabs.disputed}</strong> {money(dispute.amount, dispute.currency, tag)}:{' '}
        {dispute.reason.replaceAll('_', ' ')} <Id id={dispute.id} />
      </>
    ),
  };
}

function ofCharge(words: Language['words'], charge: ChargeFacts): Moment {
  const failed = charge.status === 'failed';
  const reason = charge.failure_message ?? charge.outcome?.seller_message;
  const state = failed
    ? words.states.failed
    : charge.status === 'pending'
      ? words.states.processing
      : charge.captured
        ? words.states.succeeded
        : words.states.uncaptured;
  return {
    key: charge.id,
    at: charge.created,
    tone: failed ? 'bad' : charge.status === 'succeeded' ? 'good' : 'plain',
    text: (
      <>
        <strong>{state}</strong> {failed && reason}{' '}
        {failed && <code>{charge.outcome?.reason ?? charge.failure_code}</code>} <Id id={charge.id} />
      </>
    ),
  };
}
