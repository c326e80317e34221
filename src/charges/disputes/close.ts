import { operation } from '../../kernel/operation.ts';
import { end } from './end.ts';
import { moved } from './state.ts';
import { disputes, paymentOfDispute } from './type.ts';
import { checkState } from './update.ts';

/** The merchant accepts a dispute: it is lost at once. An inquiry that is accepted is over without a chargeback. */
export const closeDispute = operation(
  'POST /v1/disputes/{dispute}/close',
  async (context, _params, path) => {
    const dispute = await context.work.require(disputes, path.dispute);
    checkState(dispute, 'close');
    return end(context, dispute, moved(dispute.status, 'close') === 'lost' ? 'lost' : 'warning_closed');
  },
  { lock: (context, _params, path) => paymentOfDispute(context, path.dispute) },
);
