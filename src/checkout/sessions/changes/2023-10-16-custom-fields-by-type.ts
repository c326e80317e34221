import type { VersionChange } from '../../../kernel/version-change.ts';
import { inOrder, restoreField } from '../../../kernel/version-steps.ts';

export const kindsOfCustomFields: VersionChange = {
  version: '2023-10-16',
  description: 'A custom field of a Checkout Session contains only the settings of its own type.',
  response: {
    'checkout.session': inOrder(
      ['dropdown', 'numeric', 'text'].map((kind) => restoreField(`custom_fields[].${kind}`, () => null)),
    ),
  },
};
