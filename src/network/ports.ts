import { port } from '../kernel/context.ts';
import type { Network } from './network.ts';

/** Where handlers find the acquirer. */
export const networkPort = port<Network>('network');
