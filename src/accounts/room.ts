import type { Room } from '../kernel/room.ts';
import { accountResource } from './accounts.ts';
import { capabilityResource } from './capabilities/capabilities.ts';
import { personResource } from './persons/persons.ts';

export const accounts: Room = {
  name: 'accounts',
  resources: [accountResource, capabilityResource, personResource],
};
