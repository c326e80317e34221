/** A local part, an at sign, and a host with a dot. */
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@.]{2,}$/;

/** True for an e-mail address that the API accepts. */
export function isEmail(text: string): boolean {
  return EMAIL.test(text);
}
