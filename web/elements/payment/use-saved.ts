import { useState } from 'preact/hooks';
import { callApi } from '../../shared/call-api.ts';
import type { Answer, Merchant, Purpose } from '../../shared/protocol.ts';
import type { Channel } from '../channel.ts';
import { publicPart, type SavedMethod } from './saved-methods.tsx';
import { featuresOf, type Session } from './session.ts';

/** The customer's saved payment methods, and the selected one. */
export interface Saved {
  readonly methods: readonly SavedMethod[];
  /** Undefined if there is none, or the customer enters another one. */
  readonly chosen: SavedMethod | undefined;
  choose(method: SavedMethod | undefined): void;
  /** Absent if the customer session does not allow removing. */
  readonly remove: ((method: SavedMethod) => Promise<void>) | undefined;
}

/** Manages saved payment methods. The newest one is selected at first. */
export function useSaved(channel: Channel, session: Session | undefined, purpose: Purpose): Saved {
  const [choice, setChoice] = useState<string | null>();
  const [removed, setRemoved] = useState<ReadonlySet<string>>(new Set());
  const methods = (session?.customer?.payment_methods ?? []).filter(({ id }) => !removed.has(id));
  const chosen = choice === undefined ? methods[0] : methods.find(({ id }) => id === choice);

  async function remove(method: SavedMethod): Promise<void> {
    const { error } = await detach(channel.setup.merchant, purpose, method.id);
    if (!error) setRemoved((before) => new Set([...before, method.id]));
    channel.emit('savedpaymentmethodremove', {
      success: !error,
      ...(error && { error: error.message }),
      payment_method: publicPart(method),
    });
  }
  const mayRemove = featuresOf(session)?.payment_method_remove === 'enabled';
  return {
    methods,
    chosen,
    choose: (method) => setChoice(method?.id ?? null),
    remove: mayRemove ? remove : undefined,
  };
}

/** Detaches a payment method, authorized by the checkout session or the customer session. */
function detach(merchant: Merchant, { checkout, customerSessionClientSecret }: Purpose, id: string): Promise<Answer> {
  if (checkout) {
    const { key, session } = checkout;
    const path = `/v1/payment_pages/${session}/detach_payment_method`;
    const caller = { publishableKey: key, apiVersion: merchant.apiVersion };
    return callApi(location.origin, caller, { method: 'POST', path, params: { payment_method: id } });
  }
  return callApi(location.origin, merchant, {
    method: 'POST',
    path: `/v1/elements/payment_methods/${id}/detach`,
    params: { customer_session_client_secret: customerSessionClientSecret },
  });
}
