/** Seconds that a verification takes after the data last changed, in countries where it takes time. */
const USUAL_SECONDS = 21;

/** Countries whose data is not verified in the request that brings it. */
const SLOW = new Set(['US']);

/** Seconds until a result counts. */
export function delayIn(country: string, isImmediate: boolean): number {
  return SLOW.has(country) && !isImmediate ? USUAL_SECONDS : 0;
}
