import { port } from '../kernel/context.ts';
import type { FeeSchedule } from './fees.ts';

/** The fee table in force: by account country, with `default` for the rest. */
export const feeTablePort = port<Readonly<Record<string, FeeSchedule>>>('fees');
