import type { Form } from './client.ts';
import type { Cluster } from './cluster.ts';

/** Form of a payment of 10 dollars, captured at once. */
export const PAID: Form = {
  amount: '1000',
  currency: 'usd',
  confirm: 'true',
  payment_method: 'pm_card_visa',
  'automatic_payment_methods[enabled]': 'true',
  'automatic_payment_methods[allow_redirects]': 'never',
};

/** The same with manual capture. */
export const RESERVED: Form = { ...PAID, capture_method: 'manual' };

/** Creates a payment for a later operation; returns its id. */
export async function prepare(cluster: Cluster, node: number, form: Form): Promise<string> {
  const { status, text } = await cluster.call(node, 'POST', '/v1/payment_intents', form);
  if (status !== 200) throw new Error(`a payment got the response ${status} ${text}`);
  return (JSON.parse(text) as { id: string }).id;
}
