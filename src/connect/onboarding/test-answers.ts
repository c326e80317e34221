import type { Answers } from './answers.ts';
import { testBank } from './bank-fields.ts';
import type { Field } from './fields.ts';
import type { Step } from './steps.ts';

interface Place {
  readonly city: string;
  readonly state?: string;
  readonly postalCode: string;
}

/** A real place of each country, so that the address is a valid one. */
const PLACES: Readonly<Record<string, Place>> = {
  AT: { city: 'Wien', postalCode: '1010' },
  AU: { city: 'Sydney', state: 'NSW', postalCode: '2000' },
  BE: { city: 'Bruxelles', postalCode: '1000' },
  BR: { city: 'São Paulo', state: 'SP', postalCode: '01001-000' },
  CA: { city: 'Toronto', state: 'ON', postalCode: 'M5V 2T6' },
  CH: { city: 'Zürich', postalCode: '8001' },
  DE: { city: 'Berlin', postalCode: '10115' },
  DK: { city: 'København', postalCode: '1050' },
  ES: { city: 'Madrid', postalCode: '28001' },
  FI: { city: 'Helsinki', postalCode: '00100' },
  FR: { city: 'Paris', postalCode: '75001' },
  GB: { city: 'London', postalCode: 'SW1A 1AA' },
  HK: { city: 'Hong Kong', state: 'HK', postalCode: '' },
  IE: { city: 'Dublin', state: 'Co. Dublin', postalCode: 'D01 F5P2' },
  IN: { city: 'Mumbai', state: 'MH', postalCode: '400001' },
  IT: { city: 'Roma', state: 'RM', postalCode: '00118' },
  JP: { city: '渋谷区', state: '東京都', postalCode: '150-0001' },
  KR: { city: 'Seoul', state: 'Seoul', postalCode: '04524' },
  LU: { city: 'Luxembourg', postalCode: '1111' },
  AE: { city: 'Dubai', state: 'DU', postalCode: '' },
  MX: { city: 'Ciudad de México', state: 'CMX', postalCode: '06700' },
  NL: { city: 'Amsterdam', postalCode: '1011 AB' },
  NO: { city: 'Oslo', postalCode: '0150' },
  NZ: { city: 'Auckland', postalCode: '1010' },
  PL: { city: 'Warszawa', postalCode: '00-001' },
  PT: { city: 'Lisboa', postalCode: '1100-148' },
  SE: { city: 'Stockholm', postalCode: '111 22' },
  SG: { city: 'Singapore', postalCode: '018989' },
  TH: { city: 'Bangkok', state: 'Bangkok', postalCode: '10110' },
  US: { city: 'San Francisco', state: 'CA', postalCode: '94111' },
};

/** The document whose verification succeeds. */
const TEST_DOCUMENT = 'file_identity_document_success';

/** Returns test data for everything that a step asks for. `country` is the account's. */
export function testAnswers({ fields }: Step, country: string | undefined): Answers {
  return Object.fromEntries(fields.map((field) => [field.name, testValue(field, country)]));
}

function testValue({ param, test, control }: Field, country = 'US'): string {
  const { city, state, postalCode } = PLACES[country] ?? { city: 'Test', postalCode: '00000' };
  switch (param) {
    case 'address.city':
      return city;
    case 'address.state':
      return state ?? '';
    case 'address.postal_code':
      return postalCode;
    case 'routing_number':
      return testBank(country).routing ?? '';
    case 'country':
    case 'nationality':
      return country;
  }
  if (/(^|\.)verification\.|\.files$/.test(param)) return TEST_DOCUMENT;
  if (control === 'check') return 'true';
  return test ?? '';
}
