import { port } from '../kernel/context.ts';
import type { Network } from './network.ts';
import type { Verifier } from './verification/verifier.ts';

/** The acquirer that handlers use. */
export const networkPort = port<Network>('network');

/** The verifier of connected accounts. */
export const verifierPort = port<Verifier>('verifier');
