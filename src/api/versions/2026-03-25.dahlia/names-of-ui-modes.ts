import type { VersionChange } from '../change.ts';
import { inOrder, renameValue } from '../fields.ts';

export const namesOfUiModes: VersionChange = {
  description: 'The pages of Checkout are called elements, embedded_page and hosted_page.',
  response: {
    'checkout.session': inOrder([
      renameValue('ui_mode', 'elements', 'custom'),
      renameValue('ui_mode', 'embedded_page', 'embedded'),
      renameValue('ui_mode', 'hosted_page', 'hosted'),
    ]),
  },
};
