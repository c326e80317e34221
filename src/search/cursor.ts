import { createHmac, timingSafeEqual } from 'node:crypto';
import { invalidRequest } from '../kernel/errors.ts';

/** Bytes of the signature: enough to be unguessable. */
const SEAL_BYTES = 12;
const POSITION_BYTES = 8;

/** A page's context: the world's key and its search. */
interface CursorScope {
  readonly key: string;
  readonly path: string;
  readonly query: string;
}

/**
 * Returns the `next_page` that continues below a position. Opaque, and only valid for the same search in the same
 * world.
 */
export function sealCursor(scope: CursorScope, below: number): string {
  const position = Buffer.alloc(POSITION_BYTES);
  position.writeBigInt64BE(BigInt(below));
  return Buffer.concat([position, sealOf(scope, position)]).toString('base64url');
}

/** Returns the position that a `page` continues below. Throws Stripe's error unless this search issued it. */
export function openCursor(scope: CursorScope, page: string): number {
  const bytes = Buffer.from(page, 'base64url');
  const position = bytes.subarray(0, POSITION_BYTES);
  const seal = bytes.subarray(POSITION_BYTES);
  const genuine =
    bytes.length === POSITION_BYTES + SEAL_BYTES &&
    bytes.toString('base64url') === page &&
    timingSafeEqual(seal, sealOf(scope, position));
  if (genuine) return Number(position.readBigInt64BE());
  throw invalidRequest(
    'Invalid page: it does not belong to this search. Leave `page` out first, then send the `next_page` of the ' +
      'previous response with the same `query`.',
    { param: 'page' },
  );
}

function sealOf({ key, path, query }: CursorScope, position: Buffer): Buffer {
  const hmac = createHmac('sha256', `search page ${key}`);
  return hmac.update(position).update(`${path} ${query}`).digest().subarray(0, SEAL_BYTES);
}
