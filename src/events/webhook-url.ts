import { isIP } from 'node:net';
import { port } from '../kernel/context.ts';
import { invalidRequest } from '../kernel/errors.ts';
import { storedUrl } from '../shared/caller-urls.ts';
import { isPublicAddress } from './addresses.ts';

/** The policy on webhook URLs. */
export interface WebhookPolicy {
  /** Refuse addresses of this machine and of private networks. */
  readonly publicOnly: boolean;
}

export const webhookPolicy = port<WebhookPolicy>('webhookPolicy');

/** Bound on an endpoint's URL, in characters. */
const LONGEST_WEBHOOK_URL = 2_048;

/**
 * Returns the URL of an endpoint as it is stored. Throws for one that webhooks cannot be sent to, or may not be; `param`
 * is the parameter that it came in.
 */
export function webhookUrl(text: string, policy: WebhookPolicy, param = 'url'): string {
  const refuse = (message: string) => invalidRequest(message, { code: 'url_invalid', param });
  if (text.length > LONGEST_WEBHOOK_URL)
    throw refuse(`Invalid URL: it has more than ${LONGEST_WEBHOOK_URL} characters.`);
  if (!/^[a-z][a-z0-9+.-]*:\/\//i.test(text))
    throw refuse('Invalid URL: it must begin with its scheme, such as https://.');
  const stored = storedUrl(text, 'web');
  if (stored === undefined) throw refuse('Invalid URL: use a valid URL with http or https.');
  const url = new URL(stored);
  if (!hasReadableCredentials(url))
    throw refuse('Invalid URL: its user name or password is not percent-encoded UTF-8. Write % as %25.');
  if (policy.publicOnly && isPlainlyPrivate(url)) {
    throw refuse(
      'Invalid URL: it must be publicly reachable. This Florin was started to send webhooks to public addresses only.',
    );
  }
  return stored;
}

/** User name and password are sent decoded, in a header. */
function hasReadableCredentials({ username, password }: URL): boolean {
  try {
    decodeURIComponent(`${username}${password}`);
    return true;
  } catch {
    return false;
  }
}

/** True if a URL contains a private IP address. Host names are checked again on connect. */
export function isPlainlyPrivate(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return /(^|\.)localhost\.?$/.test(host);
}
