/** Returns the return address after a payment; the client secret identifies the payment. */
export function completeUrl(order: string, clientSecret?: string): string {
  const url = new URL(`/orders/${order}/complete`, location.origin);
  if (clientSecret !== undefined) url.searchParams.set('payment_intent_client_secret', clientSecret);
  return url.href;
}
