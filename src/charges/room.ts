import type { Room } from '../kernel/room.ts';
import { chargeResource } from './charges.ts';
import { disputeResource } from './disputes/disputes.ts';
import { olderDisputeAddresses } from './disputes/older-addresses.ts';
import { earlyFraudWarningResource } from './early-fraud-warnings/early-fraud-warnings.ts';
import { reviewResource } from './reviews/reviews.ts';

export const charges: Room = {
  name: 'charges',
  resources: [chargeResource, disputeResource, reviewResource, earlyFraudWarningResource],
  olderAddresses: olderDisputeAddresses,
};
