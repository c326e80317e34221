import { invalidRequest } from '../../kernel/errors.ts';
import { mergeMetadata } from '../../kernel/metadata.ts';
import { checkAmount } from '../../kernel/money.ts';
import { operation } from '../../kernel/operation.ts';
import { refuseUnsupported } from '../../kernel/unsupported.ts';
import { networkPort } from '../../network/ports.ts';
import { cardError } from '../card-error.ts';
import type { Charge } from '../charges/type.ts';
import { latestCharge } from './capture.ts';
import { checkState } from './check-state.ts';
import { type PaymentIntent, paymentIntents } from './type.ts';

/** Raises the amount of an authorization that was made with `request_incremental_authorization`. */
export const incrementAuthorization = operation(
  'POST /v1/payment_intents/{intent}/increment_authorization',
  async (context, params, path) => {
    const { work, use } = context;
    await context.exclusive(path.intent);
    const intent = await work.require(paymentIntents, path.intent);
    refuseUnsupported(params, [
      'amount_details',
      'application_fee_amount',
      'hooks',
      'payment_details',
      'statement_descriptor',
      'transfer_data',
    ]);
    checkState(intent, 'increment_authorization');
    checkAmount(params.amount, intent.currency);
    const options = intent.payment_method_options?.card as { request_incremental_authorization?: string } | undefined;
    if (options?.request_incremental_authorization !== 'if_available') {
      throw invalidRequest(
        'This PaymentIntent is not eligible for incremental authorization: confirm it with payment_method_options[card][request_incremental_authorization]=if_available first.',
      );
    }
    if (params.amount <= intent.amount) {
      throw invalidRequest(`The new amount must be greater than the amount authorized so far (${intent.amount}).`, {
        param: 'amount',
      });
    }
    const charge = await latestCharge(context, intent);
    const answer = await use(networkPort).increment({
      attempt: `${work.origin.cause}:increment`,
      authorization: charge.internal.authorization,
      instrument: charge.internal.instrument,
      amount: params.amount,
      currency: charge.currency,
    });
    if (answer.outcome === 'declined') throw cardError(answer.decline, { payment_intent: intent });
    work.save<Charge>({ ...charge, amount: params.amount });
    const raised = work.save<PaymentIntent>({
      ...intent,
      amount: params.amount,
      amount_capturable: params.amount,
      description: params.description ?? intent.description,
      metadata: mergeMetadata(intent.metadata, params.metadata),
    });
    work.emit('payment_intent.amount_capturable_updated', raised);
    return raised;
  },
);
