/** Reverses a side effect outside the database. */
type Undo = () => Promise<void>;

/** The side effects of one decision, over all its runs. */
export interface DecisionEffects {
  /** Registers a side effect and its compensation. */
  add(name: string, undo: Undo): void;
  /** Starts a rerun of the decision; effects of earlier runs are kept only if this run repeats them. */
  restart(): void;
  /** True if there is nothing to reverse. */
  isEmpty(): boolean;
  /** Keeps the effects of the current run, which committed. */
  commit(): void;
  /** Reverses uncommitted effects, newest first. A failed reversal is reported. */
  rollback(): Promise<void>;
}

/**
 * Tracks uncommitted side effects (for example, money that a network moved) of this process's decisions. An effect has a
 * name. A later decision may repeat it under the same name, which has no second effect; the later decision then owns it
 * and commits it or rolls it back.
 */
export function createEffects(report: (error: unknown) => void): () => DecisionEffects {
  const owners = new Map<string, DecisionEffects>();

  return () => {
    /** Each effect's compensation, and the last run that made it. */
    const made = new Map<string, { undo: Undo; run: number }>();
    let run = 0;
    const own: DecisionEffects = {
      add(name, undo) {
        made.delete(name);
        made.set(name, { undo, run });
        owners.set(name, own);
      },
      restart() {
        run++;
      },
      isEmpty: () => made.size === 0,
      commit() {
        for (const [name, effect] of made) {
          if (effect.run !== run) continue;
          made.delete(name);
          owners.delete(name);
        }
      },
      async rollback() {
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
