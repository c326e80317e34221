import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { paymentMethods } from '../../payment-methods/type.ts';
import { type Confirmed, findIntent, type Intent } from '../intents/intent.ts';
import { type Deposits, judgeDeposits } from '../next-actions/microdeposits.ts';
import { paymentActions } from '../next-actions/type.ts';
import { depositsFailed } from '../payment-intents/payer-acted.ts';
import { payerActedOnSetup } from '../setup-intents/payer-acted.ts';
import { act } from './act.ts';

/** Reads the parameters of a verification. Throws unless they are either amounts or a code. */
export function depositsOf({
  amounts,
  descriptor_code: code,
}: {
  readonly amounts?: readonly number[] | undefined;
  readonly descriptor_code?: string | undefined;
}): Deposits {
  if ((amounts === undefined) === (code === undefined)) {
    throw invalidRequest('You must provide either `amounts` or `descriptor_code`, and not both.', { param: 'amounts' });
  }
  if (amounts && amounts.length !== 2) {
    throw invalidRequest('Two amounts are required, one for each deposit.', {
      code: 'payment_method_microdeposit_verification_amounts_invalid',
      param: 'amounts',
    });
  }
  return { amounts, descriptorCode: code };
}

/**
 * Verifies a bank account by the deposits that its owner reports. The intent continues if they are right and fails if
 * there is no try left; otherwise the try is counted. Wrong deposits are returned as `decline`.
 */
export async function verifyDeposits(context: Context, intent: Intent, deposits: Deposits): Promise<Confirmed<Intent>> {
  const { work } = context;
  const current = async () => (await findIntent(context, intent.id)) ?? intent;
  const action = await work.require(paymentActions, intent.internal.action ?? '');
  const verdict = judgeDeposits(deposits, action.tries ?? 0);
  if (verdict.right) {
    await act(context, action.id, 'authorized');
    return { intent: await current(), decline: null };
  }
  const { code, message } = verdict;
  work.save({ ...action, tries: (action.tries ?? 0) + 1 });
  if (verdict.over) {
    const method = await work.require(paymentMethods, intent.payment_method ?? '');
    if (intent.object === 'payment_intent') await depositsFailed(context, intent, method, { code, message });
    else await payerActedOnSetup(context, intent, method, 'failed', { code, message, by: 'network' });
  }
  const failed = await current();
  const detail = { type: 'invalid_request_error', code, message, [failed.object]: failed } as const;
  return { intent: failed, decline: { status: 400, detail } };
}
