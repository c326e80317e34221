import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const accountHolderOfUsBankTransfers: VersionChange = {
  description: 'Instructions for transfers in the United States tell the account holder and the bank.',
  response: {
    payment_intent: removeFields(
      'next_action.display_bank_transfer_instructions.financial_addresses[].aba.account_holder_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].aba.account_holder_name',
      'next_action.display_bank_transfer_instructions.financial_addresses[].aba.account_type',
      'next_action.display_bank_transfer_instructions.financial_addresses[].aba.bank_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].swift.account_holder_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].swift.account_holder_name',
      'next_action.display_bank_transfer_instructions.financial_addresses[].swift.account_type',
      'next_action.display_bank_transfer_instructions.financial_addresses[].swift.bank_address',
    ),
  },
};
