import { port } from '../kernel/context.ts';
import type { Network } from './network.ts';

/** The acquirer that handlers use. */
export const networkPort = port<Network>('network');
