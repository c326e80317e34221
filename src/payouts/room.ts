import type { Room } from '../kernel/room.ts';
import { payoutResource } from './payouts.ts';
import { payoutFollowers, scheduleTimers } from './schedule/automatic.ts';
import { owedFollowers, owedTimers } from './schedule/owed.ts';
import { topupResource } from './topups/topups.ts';

export const payouts: Room = {
  name: 'payouts',
  resources: [payoutResource, topupResource],
  timers: { ...scheduleTimers, ...owedTimers },
  follows: [...payoutFollowers, ...owedFollowers],
};
