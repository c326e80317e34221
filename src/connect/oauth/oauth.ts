import { resource } from '../../kernel/resource.ts';
import { applications } from './connection.ts';
import { deauthorize } from './deauthorize.ts';
import { exchangeToken } from './token.ts';
import { authorizationCodes, refreshTokens } from './type.ts';

/** Standard OAuth between platforms and accounts of their owners' own: https://docs.stripe.com/connect/oauth-reference */
export const oauthResources = [
  resource(applications, {}),
  resource(authorizationCodes, { operations: [exchangeToken, deauthorize] }),
  resource(refreshTokens, {}),
];
