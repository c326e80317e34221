import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Seed } from './seed.ts';
import type { Simulation } from './simulate.ts';

/** A seed to run. */
export interface Task {
  readonly simulation: Simulation;
  readonly twice: boolean;
}

/** Runs seeds in one thread per processor, until all are done or `done` returns 'enough'. */
export async function runInThreads(tasks: readonly Task[], done: (seed: Seed) => 'go on' | 'enough'): Promise<void> {
  const open = tasks.values();
  let enough = false;
  async function work(): Promise<void> {
    const worker = new Worker(new URL('./worker.ts', import.meta.url));
    try {
      for (let next = open.next(); !next.done && !enough; next = open.next()) {
        worker.postMessage(next.value);
        const [seed] = (await once(worker, 'message')) as [Seed];
        if (done(seed) === 'enough') enough = true;
      }
    } finally {
      await worker.terminate();
    }
  }
  await Promise.all(Array.from({ length: availableParallelism() }, work));
}
