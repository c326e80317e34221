import { invalidRequest } from '../../kernel/errors.ts';
import type { EventDestination } from './type.ts';

/** Events of the destination's own account, and events of the accounts connected to it. */
const OWN = '@self';
const CONNECTED = '@accounts';

/** The names of these two before 2026-03-25; requests may use them at every version. */
export const OLDER_NAMES: Readonly<Record<string, string>> = { self: OWN, other_accounts: CONNECTED };

/** Reads `events_from`; the account's own events unless it names others. Throws for scopes that do not exist here. */
export function scopesOf(asked: readonly string[] | undefined): string[] {
  const scopes = [...new Set((asked ?? [OWN]).map((name) => OLDER_NAMES[name] ?? name))];
  const unknown = scopes.find((scope) => scope !== OWN && scope !== CONNECTED);
  if (unknown !== undefined || scopes.length === 0) {
    throw invalidRequest(
      `Invalid events_from: must be a list of ${OWN} and ${CONNECTED}. Organizations do not exist in Florin.`,
      { param: 'events_from' },
    );
  }
  return scopes;
}

/** True if a destination receives events of its own account, or with `connect` those of connected accounts. */
export function receivesFrom({ events_from: scopes = [OWN] }: EventDestination, connect: boolean): boolean {
  return scopes.includes(connect ? CONNECTED : OWN);
}
