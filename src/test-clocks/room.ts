import type { Room } from '../kernel/room.ts';
import { testClockResource } from './test-clocks.ts';

export const testClocks: Room = {
  name: 'test-clocks',
  resources: [testClockResource],
};
