import type { Room } from '../kernel/room.ts';
import { invoiceTimers } from './invoices/advance.ts';
import { invoiceFollowers } from './invoices/follow.ts';
import { usageResources } from './usage-resources.ts';

export const billing: Room = {
  name: 'billing',
  resources: [...usageResources],
  timers: invoiceTimers,
  follows: [...invoiceFollowers],
};
