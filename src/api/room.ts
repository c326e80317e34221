import type { Room } from '../kernel/room.ts';
import { stripeCliOperations } from './stripe-cli/operations.ts';

export const api: Room = {
  name: 'api',
  operations: stripeCliOperations,
};
