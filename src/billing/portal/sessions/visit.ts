import { type Customer, customers } from '../../../customers/type.ts';
import type { Context } from '../../../kernel/context.ts';
import { idOf } from '../../../kernel/entity.ts';
import { type PortalConfiguration, portalConfigurations } from '../configurations/type.ts';
import { type PortalSession, portalSessions, readSessionCode } from './type.ts';

/** Seconds that a session stays open after its customer last did something. */
const STAYS_OPEN_SECONDS = 60 * 60;
/** A visit extends a session that has less than this left, so that most visits write nothing. */
const EXTENDS_BELOW_SECONDS = 50 * 60;

/** A customer in the portal. */
export interface PortalVisit {
  readonly session: PortalSession;
  readonly configuration: PortalConfiguration;
  readonly customer: Customer;
}

/**
 * Opens the session of a page's address, which is its only credential, and puts the decision on its customer's clock.
 * `expired` once its time is over or its customer is gone; undefined if there is no such session.
 */
export async function visitPortal(context: Context, code: string): Promise<PortalVisit | 'expired' | undefined> {
  const { work } = context;
  const named = readSessionCode(code);
  const session = named && (await work.get(portalSessions, named.id));
  if (!session || session.internal.secret !== named.secret) return undefined;
  const { expiresAt } = session.internal;
  if (expiresAt <= work.worldNow) return 'expired';
  const customer = await work.get(customers, session.customer);
  if (!customer) return 'expired';
  await work.onClock(idOf(customer.test_clock ?? null));
  if (expiresAt < work.worldNow + EXTENDS_BELOW_SECONDS) {
    work.save<PortalSession>({
      ...session,
      internal: { ...session.internal, expiresAt: work.worldNow + STAYS_OPEN_SECONDS },
    });
  }
  const configuration = await work.require(portalConfigurations, idOf(session.configuration));
  return { session, configuration, customer };
}
