import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const metadataOfLineItems: VersionChange = {
  description: 'Line items have metadata.',
  response: {
    item: removeFields('metadata'),
  },
};
