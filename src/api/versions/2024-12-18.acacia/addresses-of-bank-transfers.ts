import type { VersionChange } from '../change.ts';
import { removeFields } from '../fields.ts';

export const addressesOfBankTransfers: VersionChange = {
  description: 'Bank transfer instructions tell the addresses of the account holder and of the bank.',
  response: {
    payment_intent: removeFields(
      'next_action.display_bank_transfer_instructions.financial_addresses[].iban.account_holder_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].iban.bank_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].sort_code.account_holder_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].sort_code.bank_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].spei.account_holder_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].spei.bank_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].zengin.account_holder_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].zengin.bank_address',
      'next_action.display_bank_transfer_instructions.financial_addresses[].spei.account_holder_name',
    ),
  },
};
