import type { Context as HonoContext } from 'hono';
import { closeDispute } from '../../../charges/disputes/close.ts';
import { updateDispute } from '../../../charges/disputes/update.ts';
import { charges } from '../../../charges/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { idOf } from '../../../kernel/entity.ts';
import type { Operation } from '../../../kernel/operation.ts';
import { cancelPaymentIntent } from '../../../payments/payment-intents/cancel.ts';
import { capturePaymentIntent } from '../../../payments/payment-intents/capture.ts';
import { createRefund } from '../../../payments/refunds/create.ts';
import { seeOther } from '../../respond.ts';
import { act, asAccount } from '../act.ts';
import { readAmount } from '../amounts.ts';
import { fieldsOf } from '../gate.ts';
import type { SeatEnv } from '../seat.ts';
import { showPayment } from './details.ts';
import { LONGEST_EVIDENCE } from './dispute-view.ts';
import { loadPayment, refundableOf } from './load.ts';

/** Refunds the amount that was typed; of a payment on behalf of the account, its transfer is taken back with it. */
export async function refund(c: HonoContext<SeatEnv>): Promise<Response> {
  const { features } = c.var.component;
  const payment = await asAccount(c, (context) => loadPayment(context, c.req.param('payment') ?? ''));
  const refundable = payment && refundableOf(payment, features.destination_on_behalf_of_charge_management === true);
  if (!refundable) return showPayment(c);
  const { charge } = refundable;
  const amount = readAmount((await fieldsOf(c))('amount'), charge.currency);
  if (amount === undefined) return showPayment(c, c.var.texts.embedded.notAnAmount);
  const params = { charge: charge.id, amount };
  return done(c, async (context) =>
    charge.id === payment.charge.id
      ? createRefund.handle(context, params, {})
      : createRefund.handle(await context.at(context.work.world), { ...params, reverse_transfer: true }, {}),
  );
}

/** Captures the amount that was typed. */
export async function capture(c: HonoContext<SeatEnv>): Promise<Response> {
  const amount = await typedAmount(c);
  if (amount === undefined) return showPayment(c, c.var.texts.embedded.notAnAmount);
  return onIntent(c, capturePaymentIntent, { amount_to_capture: amount });
}

/** Cancels a payment that waits for its capture. */
export function cancelPayment(c: HonoContext<SeatEnv>): Promise<Response> {
  return onIntent(c, cancelPaymentIntent, {});
}

/** Loses a dispute at once. */
export function acceptDispute(c: HonoContext<SeatEnv>): Promise<Response> {
  return done(c, (context) => closeDispute.handle(context, {}, { dispute: c.req.param('dispute') ?? '' }));
}

/** Submits what was typed as the evidence of a dispute. */
export async function submitEvidence(c: HonoContext<SeatEnv>): Promise<Response> {
  const text = (await fieldsOf(c))('evidence').slice(0, LONGEST_EVIDENCE);
  if (text === '') return showPayment(c, c.var.texts.onboarding.required);
  const evidence = { uncategorized_text: text };
  return done(c, (context) => updateDispute.handle(context, { evidence }, { dispute: c.req.param('dispute') ?? '' }));
}

function onIntent(c: HonoContext<SeatEnv>, operation: Operation, params: object): Promise<Response> {
  return done(c, async (context) => {
    const charge = await context.work.require(charges, c.req.param('payment') ?? '');
    return operation.handle(context, params, { intent: idOf(charge.payment_intent) ?? '' });
  });
}

/** Runs a decision and leads back to the payment; a refusal is shown there. */
async function done(c: HonoContext<SeatEnv>, decide: (context: Context) => Promise<unknown>): Promise<Response> {
  const problem = await act(c, decide);
  return problem === null ? seeOther(`${c.var.component.path}/${c.req.param('payment')}`) : showPayment(c, problem);
}

async function typedAmount(c: HonoContext<SeatEnv>): Promise<number | undefined> {
  const currency = await asAccount(
    c,
    async ({ work }) => (await work.get(charges, c.req.param('payment') ?? ''))?.currency,
  );
  return currency === undefined ? undefined : readAmount((await fieldsOf(c))('amount'), currency);
}
