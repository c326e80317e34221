import type { Room } from '../kernel/room.ts';
import { accountResource } from './accounts.ts';
import { capabilityResource } from './capabilities/capabilities.ts';

export const accounts: Room = {
  name: 'accounts',
  resources: [accountResource, capabilityResource],
};
