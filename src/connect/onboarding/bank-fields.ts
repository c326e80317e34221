import type { Field } from './fields.ts';

/** A test bank account of a country: https://docs.stripe.com/connect/testing#account-numbers */
interface TestBank {
  /** Absent where accounts are named by an IBAN or a number alone. */
  readonly routing?: string;
  readonly number: string;
}

/** Test bank accounts by country, of countries whose banks do not use an IBAN. */
const TEST_BANKS: Readonly<Record<string, TestBank>> = {
  AU: { routing: '110000', number: '000123456' },
  BR: { routing: '110-0000', number: '0001234' },
  CA: { routing: '11000-000', number: '000123456789' },
  GB: { routing: '108800', number: '00012345' },
  HK: { routing: '110-000', number: '000123-456' },
  IN: { routing: 'HDFC0000261', number: '000123456789' },
  JP: { routing: '1100000', number: '0001234' },
  KR: { routing: 'KOSDKRS0XXX', number: '000123456789' },
  MX: { number: '000000001234567897' },
  NZ: { number: '1100000000000010' },
  SG: { routing: '1100-000', number: '000123456' },
  TH: { routing: '999', number: '000123456789' },
  US: { routing: '110000000', number: '000123456789' },
};

/** Test IBANs by country. */
const TEST_IBANS: Readonly<Record<string, string>> = {
  AE: 'AE070331234567890123456',
  AT: 'AT611904300234573201',
  BE: 'BE62510007547061',
  CH: 'CH9300762011623852957',
  DE: 'DE89370400440532013000',
  DK: 'DK5000400440116243',
  ES: 'ES0700120345030000067890',
  FI: 'FI2112345600000785',
  FR: 'FR1420041010050500013M02606',
  IE: 'IE29AIBK93115212345678',
  IT: 'IT40S0542811101000000123456',
  LU: 'LU280019400644750000',
  NL: 'NL39RABO0300065264',
  NO: 'NO9386011117947',
  PL: 'PL61109010140000071219812874',
  PT: 'PT50000201231234567890154',
  SE: 'SE3550000000054910000003',
};

/** Returns the test bank account of a country. */
export function testBank(country: string | undefined): TestBank {
  return TEST_BANKS[country ?? ''] ?? { number: TEST_IBANS[country ?? ''] ?? '' };
}

/** The fields of a bank account, which are those of its country. */
export function bankFields(country: string | undefined): readonly Field[] {
  const { routing, number } = testBank(country);
  const isIban = TEST_BANKS[country ?? ''] === undefined;
  const numberField = (name: string, label: Field['label']): Field => ({
    name: `account_numbers[${name}]`,
    label,
    param: 'account_number',
    control: 'text',
    test: number,
  });
  if (isIban) return [numberField('iban', 'iban')];
  return [
    ...(routing === undefined
      ? []
      : [
          {
            name: 'routing_number',
            label: 'routing_number',
            param: 'routing_number',
            control: 'text',
            test: routing,
          } as const,
        ]),
    numberField('account_number', 'account_number'),
    numberField('account_number_validate', 'account_number_validate'),
  ];
}
