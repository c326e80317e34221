import { invalidRequest } from '../../kernel/errors.ts';

/** The longest name of a domain, in characters (RFC 1035). */
const LONGEST = 253;
/** Labels of letters, digits and dashes, the last one without digits alone. */
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]+|[a-z]{2,63})$/;

/** Returns a domain's name in lower case. Throws for anything else than a domain, such as a URL or an address. */
export function domainName(given: string): string {
  const name = given.toLowerCase();
  if (name.length <= LONGEST && DOMAIN.test(name)) return name;
  throw invalidRequest(`'${given}' is not a valid domain name. Send the domain alone, such as shop.example.com.`, {
    param: 'domain_name',
  });
}
