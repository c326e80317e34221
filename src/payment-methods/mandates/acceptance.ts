import type Stripe from 'stripe';
import type { Context } from '../../kernel/context.ts';
import { invalidRequest, parameterMissing } from '../../kernel/errors.ts';

type Acceptance = Stripe.Mandate.CustomerAcceptance;

/** The `mandate_data` parameter; pages may omit IP address and user agent. */
export type MandateData = Stripe.SetupIntentConfirmParams.MandateData;

/** A payer accepts a mandate on a page where they are, and at this moment: the page cannot send anything else. */
export const MANDATE_DATA_OF_PAGES = [
  'mandate_data[customer_acceptance][online]',
  'mandate_data[customer_acceptance][type]=online',
];

const UNDER = 'mandate_data[customer_acceptance]';

/**
 * Returns the acceptance of a mandate. A page may omit IP address and user agent, because its own are the payer's; a
 * server must send them. Throws `parameter_missing`.
 */
export function acceptanceOf(context: Context, { customer_acceptance: given }: MandateData): Acceptance {
  const byPage = context.caller.key !== 'secret';
  if (given === undefined && !byPage) throw parameterMissing(UNDER);
  if (given?.type === 'offline') return { accepted_at: given.accepted_at ?? null, offline: {}, type: 'offline' };
  return {
    accepted_at: given?.accepted_at ?? context.work.now,
    online: visitor(context, given?.online),
    type: 'online',
  };
}

/** From where a mandate was accepted online. */
function visitor(
  { caller }: Context,
  given:
    | { readonly ip_address?: string; readonly user_agent?: string; readonly infer_from_client?: boolean }
    | undefined,
): Stripe.Mandate.CustomerAcceptance.Online {
  if (caller.key !== 'secret') {
    return { ip_address: given?.ip_address ?? caller.ip, user_agent: given?.user_agent ?? caller.userAgent };
  }
  if (given?.infer_from_client) {
    throw invalidRequest('Only a page has a client to infer this from. Send `ip_address` and `user_agent`.', {
      param: `${UNDER}[online][infer_from_client]`,
    });
  }
  if (!given?.ip_address) throw parameterMissing(`${UNDER}[online][ip_address]`);
  if (!given.user_agent) throw parameterMissing(`${UNDER}[online][user_agent]`);
  return { ip_address: given.ip_address, user_agent: given.user_agent };
}
