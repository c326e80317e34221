import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const declineCodeOfBlikAndSwishRefunds: VersionChange = {
  description: 'Refunds to BLIK and Swish tell the decline code of the network.',
  response: {
    refund: removeFields(
      'destination_details.blik.network_decline_code',
      'destination_details.swish.network_decline_code',
    ),
  },
};
