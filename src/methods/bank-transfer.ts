import { invalidRequest } from '../kernel/errors.ts';

/** Bank transfers to a merchant, by type of transfer. */
export type TransferType =
  | 'eu_bank_transfer'
  | 'gb_bank_transfer'
  | 'jp_bank_transfer'
  | 'mx_bank_transfer'
  | 'us_bank_transfer';

/** The transfer type of each currency. */
export const TRANSFER_OF: Readonly<Record<string, TransferType>> = {
  eur: 'eu_bank_transfer',
  gbp: 'gb_bank_transfer',
  jpy: 'jp_bank_transfer',
  mxn: 'mx_bank_transfer',
  usd: 'us_bank_transfer',
};

/** The holder of the account that a customer sends money to. */
interface Receiver {
  readonly merchant: string;
  /** Country of a European account; ignored for other types. */
  readonly country: string;
  /** Returns digits unique to the customer, always the same. `of` names the number. */
  digits(length: number, of: string): string;
}

const BANK_NAME = 'STRIPE TEST BANK';
const NOWHERE = { city: null, country: null, line1: null, line2: null, postal_code: null, state: null };

function address(country: string) {
  return { ...NOWHERE, country };
}

/**
 * The accounts that a customer can send money to, of the kinds that were requested, or of all. Each customer has their
 * own, which identifies the sender. Throws if there is none of a requested kind; `param` names the request.
 */
export function financialAddresses(
  type: TransferType,
  receiver: Receiver,
  requested: readonly string[] | undefined,
  param: string,
): Record<string, unknown>[] {
  const all = accountsOf(type, receiver);
  if (requested === undefined || requested.length === 0) return all;
  const kinds = all.map((account) => String(account.type));
  const missing = requested.find((kind) => !kinds.includes(kind));
  if (missing === undefined) return all.filter((account) => requested.includes(String(account.type)));
  throw invalidRequest(`A ${type} has no account of the type ${missing}. Request one of ${kinds.join(', ')}.`, {
    param: `${param}[requested_address_types]`,
  });
}

function accountsOf(type: TransferType, receiver: Receiver): Record<string, unknown>[] {
  const { merchant, digits } = receiver;
  const held = (country: string) => ({
    account_holder_address: address(country),
    account_holder_name: merchant,
    bank_address: address(country),
  });
  switch (type) {
    case 'us_bank_transfer':
      return [
        {
          aba: {
            ...held('US'),
            account_number: digits(12, 'aba'),
            account_type: 'checking',
            bank_name: BANK_NAME,
            routing_number: '110000000',
          },
          supported_networks: ['ach', 'domestic_wire_us'],
          type: 'aba',
        },
        {
          swift: {
            ...held('US'),
            account_number: digits(12, 'aba'),
            account_type: 'checking',
            bank_name: BANK_NAME,
            swift_code: 'TESTUS99XXX',
          },
          supported_networks: ['swift'],
          type: 'swift',
        },
      ];
    case 'eu_bank_transfer': {
      const { country } = receiver;
      const iban = ibanOf(country, digits(14, 'iban'));
      return [
        {
          iban: { ...held(country), bic: `TEST${country}22XXX`, country, iban },
          supported_networks: ['sepa'],
          type: 'iban',
        },
      ];
    }
    case 'gb_bank_transfer':
      return [
        {
          sort_code: { ...held('GB'), account_number: digits(8, 'sort'), sort_code: '108800' },
          supported_networks: ['fps', 'bacs', 'chaps'],
          type: 'sort_code',
        },
      ];
    case 'jp_bank_transfer':
      return [
        {
          type: 'zengin',
          zengin: {
            ...held('JP'),
            account_number: digits(7, 'zengin'),
            account_type: 'futsu',
            bank_code: '1100',
            bank_name: BANK_NAME,
            branch_code: '000',
            branch_name: BANK_NAME,
          },
          supported_networks: ['zengin'],
        },
      ];
    case 'mx_bank_transfer':
      return [
        {
          spei: {
            ...held('MX'),
            bank_code: '000',
            bank_name: BANK_NAME,
            clabe: digits(18, 'clabe'),
          },
          supported_networks: ['spei'],
          type: 'spei',
        },
      ];
  }
}

/** An IBAN with its check digits (ISO 13616). */
function ibanOf(country: string, account: string): string {
  const letters = Array.from(`${account}${country}00`, (character) => String(Number.parseInt(character, 36))).join('');
  const check = 98n - (BigInt(letters) % 97n);
  return `${country}${String(check).padStart(2, '0')}${account}`;
}
