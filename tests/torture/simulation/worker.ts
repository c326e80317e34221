/** Runs the seeds of the parent thread one after the other. */
import { parentPort } from 'node:worker_threads';
import { runSeed } from './seed.ts';
import type { Simulation } from './simulate.ts';

parentPort?.on('message', async ({ simulation, twice }: { simulation: Simulation; twice: boolean }) => {
  parentPort?.postMessage(await runSeed(simulation, { twice }));
});
