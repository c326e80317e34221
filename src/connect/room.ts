import type { Room } from '../kernel/room.ts';
import { accountLinkResource } from './account-links/account-links.ts';
import { accountLinkOfV2Resource } from './account-links/v2.ts';
import { accountSessionResource } from './account-sessions/account-sessions.ts';
import { loginLinkResource } from './login-links/login-links.ts';
import { oauthOperations } from './oauth/oauth.ts';
import { platformOperations } from './platform/platform.ts';

export const connect: Room = {
  name: 'connect',
  resources: [accountLinkResource, accountLinkOfV2Resource, accountSessionResource, loginLinkResource],
  operations: [...oauthOperations, ...platformOperations],
};
