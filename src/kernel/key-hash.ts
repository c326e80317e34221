import { createHash } from 'node:crypto';

/** The hash that a key is registered by. */
export function hashKey(key: string): string {
  return createHash('sha256').update(key).digest('hex');
}
