import { invalidRequest } from '../kernel/errors.ts';

/** The characters a card statement shows. */
const LONGEST = 22;
/** The fewest that a whole descriptor has; a suffix may be shorter. */
const SHORTEST = 5;
/** Characters that banks refuse. */
const REFUSED = /[<>\\'"*]/;

type Param = 'statement_descriptor' | 'statement_descriptor_suffix';

/**
 * Returns a statement descriptor or suffix; null for none. Throws if it is not allowed on a statement
 * (https://docs.stripe.com/get-started/account/statement-descriptors).
 */
export function checkStatementDescriptor(text: string | null | undefined, param: Param): string | null {
  if (text === undefined || text === null || text === '') return null;
  const noun = param === 'statement_descriptor' ? 'statement descriptor' : 'statement descriptor suffix';
  if (text.length > LONGEST) {
    throw invalidRequest(
      `The ${noun} must be at most ${LONGEST} characters. ${text} is ${text.length} characters long.`,
      {
        param,
      },
    );
  }
  if (REFUSED.test(text)) {
    throw invalidRequest(`The ${noun} cannot contain any of < > \\ ' " *.`, { param });
  }
  if (!/\p{Script=Latin}/u.test(text)) {
    throw invalidRequest(`The ${noun} must contain at least one letter of the Latin alphabet.`, { param });
  }
  if (param === 'statement_descriptor' && text.length < SHORTEST) {
    throw invalidRequest(`The ${noun} must be at least ${SHORTEST} characters. ${text} is too short.`, { param });
  }
  return text;
}
