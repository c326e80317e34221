import { type ByteBudget, createByteBudget } from '../../kernel/byte-budget.ts';
import { rateLimited } from '../../kernel/errors.ts';
import { bodyTooLarge } from '../http.ts';

/** The bytes of all bodies that are being received or worked on. */
export const BODY_BYTES = 128 * 1_048_576;

export function createBodyMemory(): ByteBudget {
  return createByteBudget(BODY_BYTES);
}

/** The body of one request, as far as it has arrived. */
export interface Body {
  /** Throws 413 beyond `largest` bytes, and 429 if all memory for bodies is taken. */
  add(chunk: Buffer, largest: number): void;
  readonly chunks: readonly Buffer[];
  /** Releases its memory. Call it once the request is answered. */
  release(): void;
}

export function openBody(memory: ByteBudget): Body {
  const chunks: Buffer[] = [];
  let size = 0;
  return {
    chunks,
    add(chunk, largest) {
      if (size + chunk.byteLength > largest) throw bodyTooLarge(largest);
      if (!memory.take(chunk.byteLength)) throw rateLimited();
      size += chunk.byteLength;
      chunks.push(chunk);
    },
    release() {
      memory.give(size);
      size = 0;
      chunks.length = 0;
    },
  };
}
