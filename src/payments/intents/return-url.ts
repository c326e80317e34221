import { invalidRequest } from '../../kernel/errors.ts';
import { methodOf } from '../../methods/registry.ts';
import { storedUrl } from '../../shared/caller-urls.ts';
import { type Intent, NOUNS } from './intent.ts';

/**
 * Returns a confirmation's return_url, or null without one. Throws for one that payers cannot be sent to, such as that of
 * a confirmation token stored before its URLs were checked.
 */
export function checkReturnUrl(url: string | undefined): string | null {
  if (url === undefined) return null;
  const stored = storedUrl(url, 'return');
  if (stored === undefined) throw invalidRequest('Not a valid URL', { code: 'url_invalid', param: 'return_url' });
  return stored;
}

/** Methods that may redirect the customer need a return URL. */
export function checkRedirectPossible(intent: Intent): void {
  const redirects = intent.payment_method_types.filter((type) => methodOf(type).flow === 'redirect');
  const mayRedirect = intent.automatic_payment_methods
    ? redirects.length > 0
    : redirects.length === intent.payment_method_types.length;
  if (!mayRedirect) return;
  throw invalidRequest(
    `This ${NOUNS[intent.object]} accepts payment methods that redirect your customer off of your page (${redirects.join(', ')}), so a \`return_url\` is needed. If you don't want to accept redirect-based payment methods, set \`automatic_payment_methods[enabled]\` to true and \`automatic_payment_methods[allow_redirects]\` to never when creating it.`,
    { param: 'return_url' },
  );
}
