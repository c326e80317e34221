import type { Room } from '../kernel/room.ts';
import { advanceClock } from './advance-clock.ts';

export const timers: Room = {
  name: 'timers',
  operations: [advanceClock],
};
