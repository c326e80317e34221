import type { Room } from '../kernel/room.ts';
import { deliveryTimers } from './deliver.ts';
import { eventDestinationResource } from './destinations/destinations.ts';
import { eventResource } from './events.ts';
import { v2EventResource } from './v2-events.ts';
import { webhookEndpointResource } from './webhook-endpoints.ts';

export const events: Room = {
  name: 'events',
  resources: [eventResource, v2EventResource, webhookEndpointResource, eventDestinationResource],
  timers: deliveryTimers,
};
