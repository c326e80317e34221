import type { Room } from '../kernel/room.ts';
import { deliveryTimers } from './deliver.ts';
import { eventResource } from './events.ts';
import { webhookEndpointResource } from './webhook-endpoints.ts';

export const events: Room = {
  name: 'events',
  resources: [eventResource, webhookEndpointResource],
  timers: deliveryTimers,
};
