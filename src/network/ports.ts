import { port } from '../kernel/context.ts';
import type { Network } from './network.ts';
import type { Simulator } from './simulator/simulator.ts';
import type { Verifier } from './verification/verifier.ts';

/** The acquirer that handlers use. */
export const networkPort = port<Network>('network');

/** The simulated network, where it is the one that handlers use: for tools that look into it. */
export const simulatorPort = port<Simulator | undefined>('network.simulator');

/** The verifier of connected accounts. */
export const verifierPort = port<Verifier>('verifier');
