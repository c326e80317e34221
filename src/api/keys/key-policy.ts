/** `open`: any well-formed test key opens its own world. `strict`: only registered keys do. */
export type KeyPolicy = 'open' | 'strict';

/**
 * Milliseconds after which a process reads a registered key again. A key that is revoked or rolled by another process is
 * refused everywhere by then.
 */
export const KEYS_FRESH_MS = 1_000;
