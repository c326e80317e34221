import { isIP } from 'node:net';
import { port } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { isPublicAddress } from './addresses.ts';

/** The policy on webhook URLs. */
export interface WebhookPolicy {
  /** Refuse addresses of this machine and of private networks. */
  readonly publicOnly: boolean;
}

export const webhookPolicy = port<WebhookPolicy>('webhookPolicy');

/** Bound on an endpoint's URL, in characters. */
const LONGEST_WEBHOOK_URL = 2_048;

/** Refuses a URL that webhooks cannot be sent to, or may not be. */
export function checkWebhookUrl(text: string, policy: WebhookPolicy): void {
  const refuse = (message: string) => invalidRequest(message, { code: 'url_invalid', param: 'url' });
  if (text.length > LONGEST_WEBHOOK_URL)
    throw refuse(`Invalid URL: it has more than ${LONGEST_WEBHOOK_URL} characters.`);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    throw refuse('Invalid URL: it must begin with its scheme, such as https://.');
  const url = URL.parse(text);
  if (!url?.hostname) throw refuse('Invalid URL: this is not a valid URL.');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') throw refuse('Invalid URL: use http or https.');
  if (policy.publicOnly && isPlainlyPrivate(url)) {
    throw refuse(
      'Invalid URL: it must be publicly reachable. This Florin was started to send webhooks to public addresses only.',
    );
  }
}

/** True if a URL contains a private IP address. Host names are checked again on connect. */
export function isPlainlyPrivate(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return /(^|\.)localhost\.?$/.test(host);
}
