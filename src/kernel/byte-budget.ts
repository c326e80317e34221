/** Memory that many requests or connections share. */
export interface ByteBudget {
  /** Takes bytes; returns false, and takes none, if fewer are left. */
  take(bytes: number): boolean;
  give(bytes: number): void;
  /** The bytes that are taken. */
  readonly taken: number;
}

export function createByteBudget(most: number): ByteBudget {
  let taken = 0;
  return {
    take(bytes) {
      if (taken + bytes > most) return false;
      taken += bytes;
      return true;
    },
    give(bytes) {
      taken -= bytes;
    },
    get taken() {
      return taken;
    },
  };
}
