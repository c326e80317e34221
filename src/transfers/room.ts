import type { Room } from '../kernel/room.ts';
import { applicationFeeResource, feeRefundResource } from './application-fees/application-fees.ts';
import { reserveTimers } from './reserves/collect.ts';
import { transferReversalResource } from './reversals/reversals.ts';
import { transferResource } from './transfers.ts';

export const transfers: Room = {
  name: 'transfers',
  resources: [transferResource, transferReversalResource, applicationFeeResource, feeRefundResource],
  timers: reserveTimers,
};
