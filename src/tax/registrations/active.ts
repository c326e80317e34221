import type { Context } from '../../kernel/context.ts';
import { type Registration, registrations } from './type.ts';

/** The most registrations of an account that are looked at: one of every place that has any, and some that ended. */
const MOST = 500;

/** Returns all registrations as they are now. */
export async function registrationsOf({ work }: Context): Promise<Registration[]> {
  const found = await work.list(registrations, { limit: MOST });
  return found.map((one) => registrations.asOf?.(one, work.now) ?? one);
}

/** Returns the registrations that are active at a moment, in seconds since epoch. */
export async function registrationsAt({ work }: Context, moment: number): Promise<Registration[]> {
  const found = await work.list(registrations, { limit: MOST });
  return found.filter(
    ({ active_from: from, expires_at: until }) => from <= moment && (until === null || until > moment),
  );
}
