import { port } from '../../kernel/context.ts';
import { ownOperation } from '../../kernel/operation.ts';
import type { StripeCli } from './stripe-cli.ts';

/** Serves the Stripe CLI. */
export const stripeCliPort = port<Pick<StripeCli, 'handleSessions' | 'handleRetry'>>('api.stripe_cli');

/** The CLI sends more than Florin reads, and more with each version. */
const OF_CLI = { isOpen: true, isKeyless: true } as const;

/** `stripe listen` and `stripe logs tail`. */
const openSession = ownOperation(
  'POST /v1/stripecli/sessions',
  {},
  ({ work, use, caller }, params) => use(stripeCliPort).handleSessions(work.world, params, caller.baseUrl),
  OF_CLI,
);

/** `stripe events resend`. */
const retryEvent = ownOperation(
  'POST /v1/events/{event}/retry',
  {},
  ({ work, use }, params, path) => use(stripeCliPort).handleRetry(work.world, path.event, params),
  OF_CLI,
);

export const stripeCliOperations = [openSession, retryEvent];
