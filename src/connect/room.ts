import type { Room } from '../kernel/room.ts';
import { oauthResources } from './oauth/oauth.ts';

export const connect: Room = {
  name: 'connect',
  resources: oauthResources,
};
