import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const defaultValuesOfCustomFields: VersionChange = {
  description: 'Custom fields can be filled in already.',
  response: {
    'checkout.session': removeFields(
      'custom_fields[].dropdown.default_value',
      'custom_fields[].numeric.default_value',
      'custom_fields[].text.default_value',
    ),
  },
};
