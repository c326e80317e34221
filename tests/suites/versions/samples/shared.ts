import type { JsonObject } from '../../../../src/kernel/version-change.ts';

/** Returns an object as its client parses it: without `undefined`. */
export function asSent(answer: object): JsonObject {
  return JSON.parse(JSON.stringify(answer)) as JsonObject;
}

export const created = 1_800_000_000;

export const address = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

export const checks = { address_line1_check: null, address_postal_code_check: null, cvc_check: 'pass' };
