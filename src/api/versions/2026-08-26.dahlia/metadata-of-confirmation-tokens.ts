import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const metadataOfConfirmationTokens: VersionChange = {
  description: 'ConfirmationTokens have metadata.',
  response: {
    confirmation_token: removeFields('metadata'),
  },
};
