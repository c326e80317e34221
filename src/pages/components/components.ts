import { Hono } from 'hono';
import { accountPages } from './account/account.ts';
import { enabledOnly } from './gate.ts';
import { paymentPages } from './payments/payments.ts';
import { payoutPages } from './payouts/payouts.ts';
import type { SeatEnv } from './seat.ts';
import { settingsPages } from './settings/settings.ts';

/** The components of a connected account. A seat's middleware runs before them: it finds the account and what is enabled. */
export const componentPages = new Hono<SeatEnv>()
  .use('/*', enabledOnly)
  .route('/', accountPages)
  .route('/', paymentPages)
  .route('/', payoutPages)
  .route('/', settingsPages);
