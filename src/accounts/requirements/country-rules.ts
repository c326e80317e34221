/** The part of an address that a country asks for. */
export type AddressPart = 'city' | 'line1' | 'postal_code' | 'state';

/** The roles that a person can have in a business, besides its representative. */
export type Role = 'director' | 'executive' | 'owner';

/** The fields that a country asks of a person in a role: those due at once, and those due after some volume. */
export interface RoleRules {
  readonly now: readonly string[];
  readonly later?: readonly string[];
}

/**
 * The rules of a country, as data. Names are those of requirements, without the `individual.` or `company.` before them;
 * `address` and `dob` stand for all of their parts. The sources are the tables of
 * https://docs.stripe.com/connect/required-verification-information and recorded accounts of the United States, Canada,
 * Mexico, Singapore, Germany, the Republic of Korea and the United Arab Emirates.
 */
export interface CountryRules {
  readonly name: string;
  /** The currency of an account that names none. */
  readonly currency: string;
  /** Further currencies that its bank accounts may have. */
  readonly bankCurrencies?: readonly string[];
  /** Days from a payment until its funds are paid out, at least. */
  readonly delayDays: number;
  readonly address: readonly AddressPart[];
  /** Asked of the owner of an individual account and of a business's representative, besides name, birth and address. */
  readonly person: readonly string[];
  /** Asked of them later on. */
  readonly personLater?: readonly string[];
  /** Asked of them later on, once they have provided another field. */
  readonly personLaterAfter?: Readonly<Record<string, string>>;
  /** Alternatives to a field of a business's person. */
  readonly alternatives?: Readonly<Record<string, string>>;
  /** Asked of a representative besides what `person` names. */
  readonly representative: readonly string[];
  readonly company: readonly string[];
  readonly companyLater?: readonly string[];
  readonly roles: Readonly<Partial<Record<Role, RoleRules>>>;
  /** Documents that a company has to upload later on. */
  readonly documentsLater?: readonly string[];
  /** Fields of persons and companies that only this country has, shown as null until given. */
  readonly personFields?: readonly string[];
  readonly companyFields?: readonly string[];
  /**
   * The moment at which the next rules of the country apply (seconds since epoch). Accounts whose platform collects their
   * data show in `future_requirements` what they are asked for then, which is the same here.
   */
  readonly nextRulesAt?: number;
  /** True if payments cannot be taken there, so that its accounts only receive transfers. */
  readonly onlyReceives?: true;
}

const NAMES = ['dob', 'email', 'first_name', 'last_name', 'phone'];
const TITLE = ['relationship.executive', 'relationship.title'];
const COMPANY = ['address', 'name', 'phone', 'tax_id'];
const OWNERS: RoleRules = { now: ['email', 'first_name', 'last_name'], later: ['address', 'dob'] };
const DIRECTORS: RoleRules = { now: ['dob', 'email', 'first_name', 'last_name', 'relationship.title'] };
const EXECUTIVES: RoleRules = {
  now: ['dob', 'email', 'first_name', 'last_name', 'relationship.title'],
  later: ['address'],
};

const THREE = ['city', 'line1', 'postal_code'] as const;
const FOUR = ['city', 'line1', 'postal_code', 'state'] as const;

/** Countries of the European Economic Area, Switzerland and the United Kingdom ask for the same. */
function european(name: string, currency: string): CountryRules {
  return {
    name,
    currency,
    bankCurrencies: ['eur', 'gbp', 'chf', 'dkk', 'nok', 'sek', 'pln', 'usd'].filter((other) => other !== currency),
    delayDays: 7,
    address: THREE,
    person: NAMES,
    representative: TITLE,
    company: COMPANY,
    roles: { owner: OWNERS, director: DIRECTORS, executive: EXECUTIVES },
  };
}

const KANA_PERSON = ['first_name_kana', 'first_name_kanji', 'last_name_kana', 'last_name_kanji'];
const ASIAN_PERSON = [...KANA_PERSON, 'gender', 'maiden_name', 'nationality'];
const ASIAN_COMPANY = ['name_kana', 'name_kanji', 'ownership_declaration', 'vat_id_provided'];

/** The rules by country (ISO 3166-1 alpha-2). */
export const COUNTRY_RULES: Readonly<Record<string, CountryRules>> = {
  US: {
    name: 'the United States',
    currency: 'usd',
    delayDays: 2,
    address: FOUR,
    person: [...NAMES, 'ssn_last_4'],
    personLaterAfter: { id_number: 'ssn_last_4' },
    // 4 June 2024.
    nextRulesAt: 1_717_516_800,
    alternatives: { ssn_last_4: 'verification.document' },
    representative: TITLE,
    company: COMPANY,
    roles: {
      owner: { now: ['email', 'first_name', 'last_name'], later: ['address', 'dob', 'phone', 'ssn_last_4'] },
    },
  },
  CA: {
    name: 'Canada',
    currency: 'cad',
    bankCurrencies: ['usd'],
    delayDays: 7,
    address: FOUR,
    person: NAMES,
    representative: TITLE,
    company: COMPANY,
    roles: { owner: OWNERS, director: { now: ['first_name', 'last_name', 'relationship.title'] } },
  },
  GB: european('the United Kingdom', 'gbp'),
  IE: european('Ireland', 'eur'),
  DE: european('Germany', 'eur'),
  FR: european('France', 'eur'),
  NL: european('the Netherlands', 'eur'),
  BE: european('Belgium', 'eur'),
  AT: european('Austria', 'eur'),
  ES: european('Spain', 'eur'),
  IT: european('Italy', 'eur'),
  PT: european('Portugal', 'eur'),
  DK: european('Denmark', 'dkk'),
  FI: european('Finland', 'eur'),
  SE: european('Sweden', 'sek'),
  NO: european('Norway', 'nok'),
  PL: european('Poland', 'pln'),
  CH: european('Switzerland', 'chf'),
  LU: european('Luxembourg', 'eur'),
  AU: {
    name: 'Australia',
    currency: 'aud',
    delayDays: 2,
    address: FOUR,
    person: NAMES,
    representative: TITLE,
    company: COMPANY,
    roles: { owner: OWNERS },
  },
  NZ: {
    name: 'New Zealand',
    currency: 'nzd',
    delayDays: 4,
    address: THREE,
    person: NAMES,
    representative: TITLE,
    company: COMPANY,
    roles: { owner: OWNERS, director: DIRECTORS },
  },
  JP: {
    name: 'Japan',
    currency: 'jpy',
    delayDays: 4,
    address: [],
    person: ['address_kana', 'address_kanji', 'dob', 'email', ...KANA_PERSON, 'phone'],
    representative: TITLE,
    company: ['address_kana', 'address_kanji', 'name', 'name_kana', 'name_kanji', 'phone', 'tax_id'],
    roles: { owner: { now: KANA_PERSON }, director: { now: ['dob', ...KANA_PERSON] } },
    personFields: [...KANA_PERSON, 'gender', 'maiden_name'],
    companyFields: ['address_kana', 'address_kanji', ...ASIAN_COMPANY],
  },
  SG: {
    name: 'Singapore',
    currency: 'sgd',
    bankCurrencies: ['usd', 'eur', 'gbp', 'aud', 'hkd'],
    delayDays: 7,
    address: ['line1', 'postal_code'],
    person: [...NAMES, 'full_name_aliases', 'id_number', 'nationality'],
    representative: TITLE,
    company: COMPANY,
    roles: {},
    personFields: ['nationality'],
  },
  HK: {
    name: 'Hong Kong',
    currency: 'hkd',
    bankCurrencies: ['usd', 'eur', 'gbp', 'sgd', 'cny'],
    delayDays: 7,
    address: ['city', 'line1', 'state'],
    person: [...NAMES, 'id_number'],
    representative: TITLE,
    company: COMPANY,
    roles: { owner: OWNERS, director: DIRECTORS },
  },
  MX: {
    name: 'Mexico',
    currency: 'mxn',
    delayDays: 7,
    address: FOUR,
    person: [...NAMES, 'id_number'],
    representative: TITLE,
    company: COMPANY,
    roles: { owner: OWNERS, executive: { now: ['first_name', 'last_name'] } },
  },
  BR: {
    name: 'Brazil',
    currency: 'brl',
    delayDays: 30,
    address: FOUR,
    person: [...NAMES, 'id_number', 'political_exposure'],
    representative: TITLE,
    company: COMPANY,
    roles: { owner: { now: ['email', 'first_name', 'last_name', 'id_number'] } },
    personFields: ['political_exposure'],
  },
  KR: {
    name: 'the Republic of Korea',
    currency: 'krw',
    delayDays: 7,
    address: ['city', 'line1', 'postal_code'],
    person: NAMES,
    personLater: ['verification.document'],
    representative: TITLE,
    company: COMPANY,
    roles: { owner: OWNERS },
    personFields: ASIAN_PERSON,
    companyFields: [...ASIAN_COMPANY, 'directorship_declaration'],
    onlyReceives: true,
  },
  IN: {
    name: 'India',
    currency: 'inr',
    delayDays: 7,
    address: FOUR,
    person: [...NAMES, 'id_number', 'nationality'],
    representative: TITLE,
    company: [...COMPANY, 'export_purpose_code'],
    roles: { owner: OWNERS, director: DIRECTORS },
    personFields: ['nationality'],
  },
  TH: {
    name: 'Thailand',
    currency: 'thb',
    delayDays: 7,
    address: FOUR,
    person: [...NAMES, 'id_number'],
    representative: TITLE,
    company: COMPANY,
    roles: { owner: OWNERS, director: DIRECTORS },
  },
  AE: {
    name: 'the United Arab Emirates',
    currency: 'aed',
    bankCurrencies: ['usd', 'eur', 'gbp'],
    delayDays: 7,
    address: ['line1', 'state'],
    person: [...NAMES, 'id_number', 'nationality'],
    personLater: ['documents.passport.files'],
    representative: TITLE,
    company: [...COMPANY, 'business_vat_id_number'],
    roles: {
      owner: {
        now: ['address', 'dob', 'first_name', 'id_number', 'last_name', 'nationality'],
        later: ['documents.passport.files'],
      },
    },
    documentsLater: ['bank_account_ownership_verification', 'company_license', 'company_memorandum_of_association'],
    personFields: ASIAN_PERSON,
    companyFields: ASIAN_COMPANY,
  },
};

/** The rules of a country; undefined if accounts cannot be opened there. */
export function rulesOf(country: string): CountryRules | undefined {
  return COUNTRY_RULES[country];
}
