/** Seconds that a verification takes after the data last changed, in countries where it takes time. */
const USUAL_SECONDS = 21;

/** Elsewhere a person who matches is confirmed right after the request that brings the data, and nothing waits for it. */
const CONFIRMED_AFTER_SECONDS = 1;

/** Countries whose data is not verified in the request that brings it. */
const SLOW = new Set(['US']);

/** Seconds until a result counts. */
export function delayIn(country: string, isImmediate: boolean): number {
  return SLOW.has(country) && !isImmediate ? USUAL_SECONDS : 0;
}

/** As `delayIn`, for the identity of a person. A mismatch is reported in the request itself. */
export function identityDelayIn(country: string, isImmediate: boolean, matches: boolean): number {
  if (SLOW.has(country) || isImmediate || !matches) return delayIn(country, isImmediate);
  return CONFIRMED_AFTER_SECONDS;
}

/** True where accounts wait for their verification, which they show. */
export function isSlow(country: string): boolean {
  return SLOW.has(country);
}
