import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const contextOfEvents: VersionChange = {
  description: 'Events name the context they happened in.',
  response: {
    event: removeFields('context'),
  },
};
