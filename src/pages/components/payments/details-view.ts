import { unrefunded } from '../../../charges/refunds/refundable.ts';
import { fill } from '../../../shared/texts/fill.ts';
import { type Html, html } from '../../html.ts';
import type { Texts } from '../../languages/texts.ts';
import { writeAmount } from '../amounts.ts';
import { alert, amountField, badge, day, facts, money, objectId } from '../parts.ts';
import type { SeatEnv } from '../seat.ts';
import { disputeView } from './dispute-view.ts';
import { type Payment, refundableOf } from './load.ts';
import { methodName } from './method-name.ts';
import { statusOf, TONES } from './status.ts';

type Refundable = NonNullable<ReturnType<typeof refundableOf>>;

interface Around {
  readonly component: SeatEnv['Variables']['component'];
  readonly problem: string | null;
}

/** A payment: its amount and state, what can be done with it, and what happened to it. */
export function detailsView(texts: Texts, payment: Payment, { component, problem }: Around): Html {
  const { embedded: words, locale } = texts;
  const { charge, transaction, refunds, disputes } = payment;
  const { features, name, path } = component;
  const status = statusOf(charge);
  const here = `${path}/${charge.id}`;
  const refundable = refundableOf(payment, features.destination_on_behalf_of_charge_management === true);
  const refunded = charge.amount_captured - unrefunded(charge);
  const amount = (value: number) => money({ amount: value, currency: charge.currency }, locale);
  return html`${
    name === 'payments' || name === 'disputes_list'
      ? html`<p><a href="${path}">${words.back}</a></p>`
      : html`<p class="end"><button type="button" class="quiet" data-event="Close">${words.close}</button></p>`
  }
  <div><h1>${amount(charge.amount)} ${badge(words.paymentStatus[status], TONES[status])}</h1>${objectId(charge.id)}</div>
  ${alert(problem)}
  ${facts([
    [words.date, day(charge.created, locale)],
    [words.description, charge.description],
    [words.customer, charge.billing_details.email ?? charge.receipt_email ?? charge.billing_details.name],
    [words.method, methodName(charge)],
    [words.refunded, refunded > 0 && amount(refunded)],
    [words.failure, charge.failure_message],
    [words.fee, transaction && money({ amount: transaction.fee, currency: transaction.currency }, locale)],
    [words.net, transaction && money({ amount: transaction.net, currency: transaction.currency }, locale)],
  ])}
  ${features.refund_management && refundable && refundForm(texts, refundable, here)}
  ${features.capture_payments && payment.intent?.status === 'requires_capture' && captureForm(texts, payment, here)}
  ${disputes.map((dispute) => disputeView(texts, dispute, { here, isManaged: features.dispute_management === true }))}
  ${
    refunds.length > 0 &&
    html`<section><h2>${words.refunds}</h2>${facts(
      refunds.map((refund) => [money(refund, locale), day(refund.created, locale)] as const),
    )}</section>`
  }`;
}

function refundForm({ embedded: words }: Texts, { charge, left }: Refundable, here: string): Html {
  const label = fill(words.amountIn, { currency: charge.currency.toUpperCase() });
  return html`<section><h2>${words.refund}</h2><form method="post" action="${here}/refund" class="line">
    ${amountField('amount', label, writeAmount(left, charge.currency))}<button class="quiet">${words.refundButton}</button></form></section>`;
}

function captureForm({ embedded: words }: Texts, { intent }: Payment, here: string): Html {
  const currency = intent?.currency ?? '';
  const label = fill(words.amountIn, { currency: currency.toUpperCase() });
  const left = writeAmount(intent?.amount_capturable ?? 0, currency);
  return html`<section><h2>${words.capture}</h2><form method="post" action="${here}/capture" class="line">
    ${amountField('amount', label, left)}<button>${words.captureButton}</button></form>
    <form method="post" action="${here}/cancel"><button class="danger">${words.cancelPayment}</button></form></section>`;
}
