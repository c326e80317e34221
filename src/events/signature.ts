import { createHmac } from 'node:crypto';

/**
 * The value of a `Stripe-Signature` header: when it was signed (wall-clock seconds since epoch), and the hex HMAC of
 * moment and payload with each secret. The key is the whole secret with its `whsec_`.
 */
export function signatureHeader(payload: string, secrets: string | readonly string[], timestamp: number): string {
  const signatures = [secrets].flat().map((secret) => {
    const signature = createHmac('sha256', secret).update(`${timestamp}.${payload}`).digest('hex');
    return `v1=${signature}`;
  });
  return [`t=${timestamp}`, ...signatures].join(',');
}

/** The headers an event is sent with; Stripe's own. */
export function webhookHeaders(
  payload: string,
  secrets: string | readonly string[],
  timestamp: number,
): Record<string, string> {
  return {
    'Cache-Control': 'no-cache',
    'User-Agent': 'Stripe/1.0 (+https://stripe.com/docs/webhooks)',
    Accept: '*/*; q=0.5, application/json',
    'Content-Type': 'application/json; charset=utf-8',
    'Stripe-Signature': signatureHeader(payload, secrets, timestamp),
  };
}
