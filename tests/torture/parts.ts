import { crashPoints } from './crash-points.ts';
import { disk } from './disk.ts';
import { events } from './events.ts';
import { failover } from './failover.ts';
import { killFile, killPostgres } from './kill.ts';
import { killClock } from './kill-clock.ts';
import { planted } from './planted.ts';
import { simulation } from './simulation.ts';
import { storms } from './storms.ts';
import { timeouts } from './timeouts.ts';
import type { Torture } from './torture.ts';

/** All parts, in the order they run. */
export const PARTS: readonly Torture[] = [
  simulation,
  planted,
  killFile,
  killPostgres,
  killClock,
  storms,
  timeouts,
  events,
  disk,
  crashPoints,
];

/** Parts that need more than npm installs. They run when they are named. */
export const PARTS_BY_NAME: readonly Torture[] = [failover];
