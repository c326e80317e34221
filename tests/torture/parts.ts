import { storms } from './storms.ts';
import type { Torture } from './torture.ts';

/** All parts, in the order they run. */
export const PARTS: readonly Torture[] = [storms];
