import type { Context } from 'hono';
import { createSession } from '../../checkout/sessions/create.ts';
import { checkoutSessions } from '../../checkout/sessions/type.ts';
import { customers } from '../../customers/type.ts';
import { updateCustomer } from '../../customers/update.ts';
import type { Context as Decision } from '../../kernel/context.ts';
import { idOf } from '../../kernel/entity.ts';
import { detach } from '../../payment-methods/detach.ts';
import { type PaymentMethod, paymentMethods } from '../../payment-methods/type.ts';
import { setupIntents } from '../../payments/setup-intents/type.ts';
import { notFound } from '../problems.ts';
import { seeOther } from '../respond.ts';
import { complete } from './complete.ts';
import { decide } from './load-portal.ts';
import type { PortalEnv } from './portal-env.ts';

/** Leads to a Checkout page that saves a payment method, and from there back to the portal. */
export async function addMethod(c: Context<PortalEnv>): Promise<Response> {
  const { base, configuration } = c.var.portal;
  if (!configuration.features.payment_method_update.enabled) return notFound(c.var.texts);
  const url = await decide(c, async (context, { customer }) => {
    const own = `${context.caller.baseUrl}${base}`;
    const params = {
      mode: 'setup',
      customer: customer.id,
      currency: customer.currency ?? context.account.defaultCurrency,
      success_url: `${own}/payment-methods/added?session_id={CHECKOUT_SESSION_ID}`,
      cancel_url: own,
    };
    const session = (await createSession.handle(context, params, {})) as { readonly url: string | null };
    return session.url;
  });
  return url ? seeOther(url) : notFound(c.var.texts);
}

/** Makes the payment method that was saved the customer's default. */
export async function methodAdded(c: Context<PortalEnv>): Promise<Response> {
  const id = c.req.query('session_id') ?? '';
  await decide(c, async (context, { customer }) => {
    const session = await context.work.get(checkoutSessions, id);
    const intent = idOf(session?.setup_intent ?? null);
    if (session === undefined || idOf(session.customer) !== customer.id || intent === null) return;
    const setup = await context.work.get(setupIntents, intent);
    const method = setup?.status === 'succeeded' ? idOf(setup.payment_method) : null;
    if (method !== null) await makeDefault(context, customer.id, method);
  });
  return complete(c);
}

/** Changes a saved payment method: it becomes the default, or is removed. */
export async function changeMethod(c: Context<PortalEnv>): Promise<Response> {
  const { method: id = '', change = '' } = c.req.param() as Readonly<Record<string, string>>;
  const { enabled } = c.var.portal.configuration.features.payment_method_update;
  const changed = await decide(c, async (context, { customer }) => {
    const method = await context.work.get(paymentMethods, id);
    if (!enabled || !method || method.customer !== customer.id) return false;
    if (change === 'remove') await detach(context, method);
    else await makeDefault(context, customer.id, method.id);
    return true;
  });
  return changed ? seeOther(c.var.portal.base) : notFound(c.var.texts);
}

async function makeDefault(context: Decision, customer: string, method: PaymentMethod['id']): Promise<void> {
  const current = await context.work.require(customers, customer);
  await updateCustomer(context, current, { invoice_settings: { default_payment_method: method } });
}
