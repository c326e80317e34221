/** Takes back something that was done outside. */
export type Undo = () => Promise<void>;

/** What one decision does outside, over all the times it runs. */
export interface DecisionEffects {
  /** It does something, and tells how to take it back. */
  add(name: string, undo: Undo): void;
  /** It runs again: what it did so far may not be what it does now. */
  again(): void;
  /** What it did since it last began is committed now, and stays. */
  keep(): void;
  /** Takes back, newest first, what it did and was not kept. What cannot be taken back is reported. */
  undo(): Promise<void>;
}

/**
 * Follows what the decisions of a process do outside (money that a network moves) and have not committed. An effect has a
 * name, and a decision that comes later may do the same under the same name, which does nothing a second time: then it
 * is the later one that keeps or undoes it.
 */
export function createEffects(report: (error: unknown) => void): () => DecisionEffects {
  const owners = new Map<string, DecisionEffects>();

  return () => {
    /** Of every effect, how to undo it and in which run it was made last. */
    const made = new Map<string, { undo: Undo; run: number }>();
    let run = 0;
    const own: DecisionEffects = {
      add(name, undo) {
        made.delete(name);
        made.set(name, { undo, run });
        owners.set(name, own);
      },
      again() {
        run++;
      },
      keep() {
        for (const [name, effect] of made) {
          if (effect.run !== run) continue;
          made.delete(name);
          owners.delete(name);
        }
      },
      async undo() {
        for (const [name, { undo }] of [...made].reverse()) {
          made.delete(name);
          if (owners.get(name) !== own) continue;
          owners.delete(name);
          await undo().catch(report);
        }
      },
    };
    return own;
  };
}
