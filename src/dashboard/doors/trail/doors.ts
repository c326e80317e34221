import { door } from '../../door.ts';
import { trailOf } from './trail.ts';

export const trailDoors = [
  door('GET /trail/{id}', {}, async (context, _params, { id }) => ({
    object: 'florin.trail',
    ...(await trailOf(context, id)),
  })),
];
