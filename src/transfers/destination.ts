import { type ConnectedAccount, connectedAccountType } from '../kernel/connected-account.ts';
import type { Context } from '../kernel/context.ts';
import { invalidRequest, resourceMissing } from '../kernel/errors.ts';

/** Capabilities of which an account needs one to receive transfers. */
const RECEIVING = ['transfers', 'crypto_transfers', 'legacy_payments'] as const;

/**
 * The account that money is sent to: a connected one that can receive transfers, or for an account its platform. Throws
 * Stripe's error for any other.
 */
export async function requireDestination(context: Context, id: string, param: string): Promise<Context> {
  const { work } = context;
  if (work.connected !== null) {
    if (id === work.world) return context.at(id);
    throw noDestination(id, param);
  }
  const account = await work.get(connectedAccountType, id);
  if (!account) throw noDestination(id, param);
  if (!canReceive(account)) {
    throw invalidRequest(
      `Your destination account needs to have at least one of the following capabilities enabled: ${RECEIVING.join(', ')}`,
      { code: 'insufficient_capabilities_for_transfer' },
    );
  }
  return context.at(id);
}

function noDestination(id: string, param: string): Error {
  return resourceMissing('destination', id, param, 400);
}

/** In test mode accounts with a full dashboard receive transfers before they have a capability. */
function canReceive({ type = 'standard', controller, capabilities = {} }: ConnectedAccount): boolean {
  const hasDashboard = (controller?.stripe_dashboard?.type ?? (type === 'standard' ? 'full' : 'none')) === 'full';
  return hasDashboard || RECEIVING.some((name) => capabilities[name] === 'active');
}
