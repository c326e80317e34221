import { useState } from 'preact/hooks';
import { callApi } from '../../shared/call-api.ts';
import type { Answer, Merchant, Purpose } from '../../shared/protocol.ts';
import type { Channel } from '../channel.ts';
import { type SavedMethod, toldOf } from './saved-methods.tsx';
import { featuresOf, type Session } from './session.ts';

/** What a customer saved, and what of it the payer has chosen. */
export interface Saved {
  readonly methods: readonly SavedMethod[];
  /** Undefined where there is none, or the payer uses another. */
  readonly chosen: SavedMethod | undefined;
  choose(method: SavedMethod | undefined): void;
  /** Not there where the customer session does not let them be removed. */
  readonly remove: ((method: SavedMethod) => Promise<void>) | undefined;
}

/** The saved payment methods of a session; the newest is chosen until the payer chooses. */
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
      payment_method: toldOf(method),
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

/** Has one removed, by the key of whatever lets that be done. */
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
