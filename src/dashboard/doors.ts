import { platformOperations } from '../connect/platform/platform.ts';
import type { Room } from '../kernel/room.ts';
import { advanceClock } from '../timers/advance-clock.ts';
import { accountDoors } from './doors/account/doors.ts';
import { bookDoors } from './doors/books/doors.ts';
import { contractDoors } from './doors/contract/doors.ts';
import { eventDoors } from './doors/events/doors.ts';
import { mailDoors } from './doors/mails/doors.ts';
import { methodTypes, offeredMethods } from './doors/methods/doors.ts';
import { networkDoors } from './doors/network/doors.ts';
import { paymentDoors } from './doors/payments/doors.ts';
import { reportDoors } from './doors/reports/doors.ts';
import { requestDoors } from './doors/requests/doors.ts';
import { seed } from './doors/seed/doors.ts';
import { trailDoors } from './doors/trail/doors.ts';
import { webhookDoors } from './doors/webhooks/doors.ts';
import { due } from './doors/world/due.ts';
import { summary } from './doors/world/summary.ts';

/** The dashboard's own operations, one list a noun. */
export const DOORS: Room = {
  name: 'dashboard',
  operations: [
    advanceClock,
    due,
    summary,
    seed,
    methodTypes,
    offeredMethods,
    ...accountDoors,
    ...platformOperations,
    ...paymentDoors,
    ...mailDoors,
    ...reportDoors,
    ...eventDoors,
    ...webhookDoors,
    ...requestDoors,
    ...networkDoors,
    ...bookDoors,
    ...trailDoors,
    ...contractDoors,
  ],
};
