import type { Room } from '../kernel/room.ts';
import { outboundCallTimers } from './outbound-calls/outbound-call.ts';

export const network: Room = {
  name: 'network',
  timers: outboundCallTimers,
};
