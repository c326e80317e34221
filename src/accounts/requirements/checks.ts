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
  return verdicts.map(({ part, basis, afterSeconds, fields, findings }) => {
    const same = before.find((check) => check.part === part && check.basis === basis);
    return same ?? { part, basis, fields, findings, readyAt: now + afterSeconds };
  });
}

/** When the next of them is ready, in seconds since epoch; null if all are. */
export function nextReady(checks: readonly CheckState[], now: number): number | null {
  const later = checks.map(({ readyAt }) => readyAt).filter((readyAt) => readyAt > now);
  return later.length > 0 ? Math.min(...later) : null;
}
