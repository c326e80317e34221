import type { Verdict } from '../../network/verification/type.ts';
import type { CheckState } from './type.ts';

/**
 * The states of verifications that were just asked for, `now` in seconds. A part whose data is the same as before stays
 * as it was: only what changed is verified again.
 */
export function withVerdicts(
  before: readonly CheckState[],
  verdicts: readonly Verdict[],
  now: number,
): readonly CheckState[] {
  return verdicts.map(({ afterSeconds, ...verdict }) => {
    const same = before.find((check) => check.part === verdict.part && check.basis === verdict.basis);
    return same ?? { ...verdict, readyAt: now + afterSeconds };
  });
}

/** True if a verification of an account's business imposes something on the account. */
export function imposes(
  { internal }: { readonly internal: { readonly checks: { readonly business: readonly CheckState[] } } },
  what: NonNullable<CheckState['imposes']>,
): boolean {
  return internal.checks.business.some((check) => check.imposes === what);
}

/** The moment at which the next of them is ready, in seconds since epoch; null if all are. */
export function nextReady(checks: readonly CheckState[], now: number): number | null {
  const later = checks.map(({ readyAt }) => readyAt).filter((readyAt) => readyAt > now);
  return later.length > 0 ? Math.min(...later) : null;
}
