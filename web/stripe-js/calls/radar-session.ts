import type { RadarSessionPayload } from '@stripe/stripe-js';
import { randomId } from '../random-id.ts';

/** The characters of a session's id after its prefix. */
const ID_CHARACTERS = 24;

/**
 * Creates a Radar Session, whose id the merchant's server sends as `radar_options[session]`. The simulated network judges
 * cards by their number, so a session has nothing of the browser to keep.
 */
export async function createRadarSession(): Promise<RadarSessionPayload> {
  return { radarSession: { id: `rse_${randomId().slice(0, ID_CHARACTERS)}`, object: 'radar.session' } };
}
