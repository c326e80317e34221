import type { Room } from '../kernel/room.ts';
import { invoiceTimers } from './invoices/advance.ts';
import { invoiceFollowers } from './invoices/follow.ts';

export const billing: Room = {
  name: 'billing',
  timers: invoiceTimers,
  follows: [...invoiceFollowers],
};
