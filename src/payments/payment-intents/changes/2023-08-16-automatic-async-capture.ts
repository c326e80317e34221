import type { VersionChange } from '../../../kernel/version-change.ts';
import { renameValue } from '../../../kernel/version-steps.ts';

export const automaticAsyncCapture: VersionChange = {
  version: '2023-08-16',
  description: '`capture_method` can be `automatic_async`.',
  response: {
    payment_intent: renameValue('capture_method', 'automatic_async', 'automatic'),
  },
};
