import { deauthorize } from './deauthorize.ts';
import { exchangeToken } from './token.ts';

/** Standard OAuth between platforms and accounts of their owners' own: https://docs.stripe.com/connect/oauth-reference */
export const oauthOperations = [exchangeToken, deauthorize];
