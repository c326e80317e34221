/** `open`: any well-formed test key opens its own world. `strict`: only registered keys do. */
export type KeyPolicy = 'open' | 'strict';
