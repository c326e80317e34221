import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

/**
 * A page's permission to show a customer's saved payment methods. The API returns no id; the client secret identifies
 * it.
 */
export type CustomerSession = Stored<Stripe.CustomerSession, Readonly<Record<string, never>>> & { readonly id: string };

export const customerSessions: ResourceType<CustomerSession> = {
  object: 'customer_session',
  prefix: 'cuss',
  noun: 'customer_session',
  idParam: 'customer_session_client_secret',
  listed: false,
};
