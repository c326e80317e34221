import { invalidRequest } from '../kernel/errors.ts';

/** The longest e-mail address that mail servers take. */
const LONGEST_EMAIL = 512;

/** Throws for a text that is no e-mail address. */
export function checkEmail(email: string, param: string): void {
  if (email.length <= LONGEST_EMAIL && /^[^\s@]+@[^\s@]+$/.test(email)) return;
  throw invalidRequest(`Invalid email address: ${email}`, { code: 'email_invalid', param });
}
