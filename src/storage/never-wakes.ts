/** `wake_at` of a timer on a test clock: no wall-clock moment wakes it, only an advance of that clock. */
export const NEVER_WAKES = Number.MAX_SAFE_INTEGER;
