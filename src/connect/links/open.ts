import type { UnitOfWork } from '../../kernel/unit-of-work.ts';
import type { SingleVisit } from './type.ts';

/** Random characters of the address that a first visit leads to. */
const SECRET_LENGTH = 24;

/** Returns the link as opened by its first visitor; undefined if it was opened before or has expired. */
export function opened<Internal extends SingleVisit>(
  work: UnitOfWork,
  link: Internal,
): (Internal & { readonly visit: string }) | undefined {
  if (link.visit !== null || work.now >= link.opensUntil) return undefined;
  return { ...link, visit: work.newSecret(SECRET_LENGTH) };
}
