import type { VersionChange } from '../../../kernel/version-change.ts';
import { inOrder, renameValue } from '../../../kernel/version-steps.ts';

export const namesOfUiModes: VersionChange = {
  version: '2026-03-25.dahlia',
  description:
    '`ui_mode` of a Checkout Session is `elements`, `embedded_page` or `hosted_page` instead of `custom`, `embedded` or `hosted`.',
  response: {
    'checkout.session': inOrder([
      renameValue('ui_mode', 'elements', 'custom'),
      renameValue('ui_mode', 'embedded_page', 'embedded'),
      renameValue('ui_mode', 'hosted_page', 'hosted'),
    ]),
  },
};
