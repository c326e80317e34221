import type { Context } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { paymentMethods } from '../../payment-methods/type.ts';
import { findIntent, type Intent } from '../intents/intent.ts';
import { endForPayer } from '../payment-intents/payer-acted.ts';
import { payerActedOnSetup } from '../setup-intents/payer-acted.ts';
import { act } from './act.ts';
import { type DepositsVerdict, judgeDeposits, type ToldDeposits } from './microdeposits.ts';
import { actionTimer } from './timer-kind.ts';
import { paymentActions } from './type.ts';

/** What was told of deposits, in the parameters' words. Throws unless it is either amounts or a code. */
export function toldDeposits({
  amounts,
  descriptor_code: code,
}: {
  readonly amounts?: readonly number[] | undefined;
  readonly descriptor_code?: string | undefined;
}): ToldDeposits {
  if ((amounts === undefined) === (code === undefined)) {
    throw invalidRequest('You must provide either `amounts` or `descriptor_code`, and not both.', { param: 'amounts' });
  }
  if (amounts && amounts.length !== 2) {
    throw invalidRequest('There were two deposits: give both amounts.', {
      code: 'payment_method_microdeposit_verification_amounts_invalid',
      param: 'amounts',
    });
  }
  return { amounts, descriptorCode: code };
}

/**
 * The payer tells which deposits came to their account. An intent that waits for that goes on when they are right, and
 * ends when nothing more can be told; anything else is thrown, with the try kept.
 */
export async function tellDeposits(context: Context, intent: Intent, told: ToldDeposits): Promise<Intent> {
  const { work } = context;
  const action = await work.require(paymentActions, intent.internal.action ?? '');
  const verdict = judgeDeposits(told, action.tries ?? 0);
  if (verdict.right) {
    await act(context, action.id, 'authorized');
    return (await findIntent(context, intent.id)) ?? intent;
  }
  work.save({ ...action, tries: (action.tries ?? 0) + 1 });
  if (verdict.over) await giveUp(context, intent, verdict);
  const { code, message } = verdict;
  throw new StripeError(
    400,
    { type: 'invalid_request_error', code, message, [intent.object]: await findIntent(context, intent.id) },
    { keepsWrites: true },
  );
}

async function giveUp(
  context: Context,
  intent: Intent,
  { code, message }: Extract<DepositsVerdict, { right: false }>,
): Promise<void> {
  const { work } = context;
  const method = await work.require(paymentMethods, idOf(intent.payment_method) ?? '');
  await work.cancelTimers(intent.id, actionTimer(intent));
  if (intent.object === 'payment_intent') endForPayer(context, intent, method, { code, message });
  else await payerActedOnSetup(context, intent, method, 'failed', { code, message, by: 'network' });
}
