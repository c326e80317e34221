import type { VersionChange } from '../change.ts';
import { inOrder, restoreField } from '../fields.ts';

export const kindsOfCustomFields: VersionChange = {
  description: 'Custom fields show the settings of their own kind only.',
  response: {
    'checkout.session': inOrder(
      ['dropdown', 'numeric', 'text'].map((kind) => restoreField(`custom_fields[].${kind}`, () => null)),
    ),
  },
};
