import type { Context } from '../../kernel/context.ts';
import { invalidRequest } from '../../kernel/errors.ts';
import { operation } from '../../kernel/operation.ts';
import { cancelRefundOf, failRefund } from './fail.ts';
import { refundMoved } from './state.ts';
import { paymentOfRefund, refunds } from './type.ts';

/** Only refunds that wait for an action of the customer can be canceled; card refunds are sent at once. */
export const cancelRefund = operation(
  'POST /v1/refunds/{refund}/cancel',
  async (context, _params, path) => {
    const refund = await context.work.require(refunds, path.refund);
    if (refundMoved(refund.status, 'cancel') === undefined) {
      throw invalidRequest(
        `Canceling this refund is unsupported. It has a status of ${refund.status}; only refunds with a status of requires_action can be canceled.`,
      );
    }
    return cancelRefundOf(context, refund);
  },
  { lock: (context, _params, path) => paymentOfRefund(context, path.refund) },
);

export const expireRefund = operation(
  'POST /v1/test_helpers/refunds/{refund}/expire',
  async (context: Context, _params, path) => {
    const refund = await context.work.require(refunds, path.refund);
    if (refundMoved(refund.status, 'expire') === undefined) {
      throw invalidRequest(
        `This refund cannot be expired because it has a status of ${refund.status}. Only refunds with a status of requires_action can be expired.`,
      );
    }
    return failRefund(context, refund, 'unknown');
  },
  { lock: (context, _params, path) => paymentOfRefund(context, path.refund) },
);
