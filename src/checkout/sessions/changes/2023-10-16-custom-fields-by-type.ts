import type { VersionChange } from '../../../kernel/version-change.ts';
import { inOrder, restoreField } from '../../../kernel/version-steps.ts';

const restoreKinds = inOrder(
  ['dropdown', 'numeric', 'text'].map((kind) => restoreField(`custom_fields[].${kind}`, () => null)),
);

export const kindsOfCustomFields: VersionChange = {
  version: '2023-10-16',
  description: 'A custom field of a Checkout Session or a payment link contains only the settings of its own type.',
  response: { 'checkout.session': restoreKinds, payment_link: restoreKinds },
};
