import type Stripe from 'stripe';
import type { ResourceType, Stored } from '../../kernel/entity.ts';

/** A page's leave to show what a customer saved. The API shows no id of it; the client secret names it. */
export type CustomerSession = Stored<Stripe.CustomerSession, Readonly<Record<string, never>>> & { readonly id: string };

export const customerSessions: ResourceType<CustomerSession> = {
  object: 'customer_session',
  prefix: 'cuss',
  noun: 'customer_session',
  idParam: 'customer_session_client_secret',
  listed: false,
};
