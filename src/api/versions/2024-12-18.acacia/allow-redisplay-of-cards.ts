import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const allowRedisplayOfCards: VersionChange = {
  description: 'Cards and sources of customers tell whether they may be shown to them again.',
  response: {
    card: removeFields('allow_redisplay'),
    source: removeFields('allow_redisplay'),
  },
};
