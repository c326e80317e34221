import type { Observer } from '../../kernel/observer.ts';

/** Combines observers into one; undefined if there are none. */
export function together(observers: readonly Observer[]): Observer | undefined {
  const [first, ...others] = observers;
  if (first === undefined || others.length === 0) return first;
  return {
    request: (request) => {
      for (const observer of observers) observer.request?.(request);
    },
    commit: (ms) => {
      for (const observer of observers) observer.commit?.(ms);
    },
    rerun: () => {
      for (const observer of observers) observer.rerun?.();
    },
    delivery: (status) => {
      for (const observer of observers) observer.delivery?.(status);
    },
    failure: () => {
      for (const observer of observers) observer.failure?.();
    },
  };
}
