import { invalidRequest } from '../kernel/errors.ts';

/** The characters a card statement shows, and those that banks refuse. */
const LONGEST = 22;
const REFUSED = /[<>\\'"*]/;

/** A statement descriptor, or its suffix, as given; null for none. Throws for what cannot stand on a statement. */
export function checkStatementDescriptor(text: string | null | undefined, param: string): string | null {
  if (text === undefined || text === null || text === '') return null;
  if (text.length > LONGEST) {
    throw invalidRequest(`The statement descriptor must be at most ${LONGEST} characters.`, { param });
  }
  if (REFUSED.test(text)) {
    throw invalidRequest('Statement descriptors cannot contain any of < > \\ \' " *.', { param });
  }
  if (!/\p{Letter}/u.test(text)) {
    throw invalidRequest('The statement descriptor must contain at least one letter.', { param });
  }
  return text;
}
