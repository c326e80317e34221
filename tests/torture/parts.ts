import { killFile, killPostgres } from './kill.ts';
import { storms } from './storms.ts';
import { timeouts } from './timeouts.ts';
import type { Torture } from './torture.ts';

/** All parts, in the order they run. */
export const PARTS: readonly Torture[] = [killFile, killPostgres, storms, timeouts];
