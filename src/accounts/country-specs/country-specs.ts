import type Stripe from 'stripe';
import { resourceMissing } from '../../kernel/errors.ts';
import { pageOfItems } from '../../kernel/list.ts';
import { operation } from '../../kernel/operation.ts';
import { view } from '../../kernel/resource.ts';
import { METHODS } from '../../methods/registry.ts';
import { allCurrencies } from '../../shared/currencies.ts';
import { COUNTRY_RULES, type CountryRules } from '../requirements/country-rules.ts';
import { partsOf } from '../requirements/fields.ts';

type Spec = Stripe.CountrySpec;

const NOUN = 'country spec';

/** The needs and abilities of an account in a country, from the same rules as the requirements of accounts. */
function specOf(id: string, rules: CountryRules): Spec {
  return {
    id,
    object: 'country_spec',
    default_currency: rules.currency,
    supported_bank_account_currencies: banksOf(id, rules),
    supported_payment_currencies: rules.onlyReceives ? [rules.currency] : [...allCurrencies()],
    supported_payment_methods: METHODS.map(({ type }) => type).sort(),
    supported_transfer_countries: Object.keys(COUNTRY_RULES).sort(),
    verification_fields: { company: companyFields(rules), individual: individualFields(rules) },
  };
}

/** The countries of banks by the currency of their accounts. */
function banksOf(id: string, { currency, bankCurrencies = [] }: CountryRules): Record<string, string[]> {
  const countries = (one: string) =>
    Object.entries(COUNTRY_RULES).flatMap(([country, rules]) => (rules.currency === one ? [country] : []));
  const others = bankCurrencies.map((one) => [one, countries(one)] as const);
  return { ...Object.fromEntries(others), [currency]: [...new Set([id, ...countries(currency)])].sort() };
}

/** Asked of every account, whatever its country. */
const COMMON = [
  'business_profile.mcc',
  'business_profile.url',
  'business_type',
  'external_account',
  'tos_acceptance.date',
  'tos_acceptance.ip',
];

function individualFields(rules: CountryRules): Stripe.CountrySpec.VerificationFields.Individual {
  return {
    additional: named('individual', rules.personLater ?? [], rules),
    minimum: [...COMMON, ...named('individual', ['address', ...rules.person], rules)].sort(),
  };
}

function companyFields(rules: CountryRules): Stripe.CountrySpec.VerificationFields.Company {
  const roles = Object.entries(rules.roles);
  return {
    additional: [
      ...roles.flatMap(([role, { later = [] }]) => named(`${role}s`, later, rules)),
      ...(rules.documentsLater ?? []).map((document) => `documents.${document}.files`),
    ].sort(),
    minimum: [
      ...COMMON,
      ...named('company', rules.company, rules),
      ...roles.flatMap(([role, { now }]) => [`company.${role}s_provided`, ...named(`${role}s`, now, rules)]),
      ...named('representative', ['address', ...rules.person, ...rules.representative], rules),
    ].sort(),
  };
}

function named(under: string, fields: readonly string[], { address }: CountryRules): string[] {
  return fields.flatMap((field) => partsOf(field, address)).map((field) => `${under}.${field}`);
}

const list = operation('GET /v1/country_specs', async (_context, params) => {
  const specs = Object.entries(COUNTRY_RULES).map(([id, rules]) => specOf(id, rules));
  return pageOfItems(specs, params, '/v1/country_specs', NOUN);
});

const retrieve = operation('GET /v1/country_specs/{country}', async (_context, _params, path) => {
  const rules = COUNTRY_RULES[path.country];
  if (rules) return specOf(path.country, rules);
  throw resourceMissing(NOUN, path.country, 'country');
});

export const countrySpecResource = view('country_spec', { operations: [list, retrieve] });
