/**
 * The names of an account's and a person's fields in API v2, beside those of v1. Requests, responses and requirements are
 * all translated by these tables.
 */
export interface Field {
  /** Path in v2, as `identity.individual.surname`. */
  readonly v2: string;
  /** Path in v1, as `individual.last_name`. */
  readonly v1: string;
  /**
   * `moment`: text in v2, seconds since epoch in v1. `decimal`: text in v2, a number in v1. `first`: a list of one in v2, `registered`:
   * a list of one with its purpose.
   */
  readonly as?: 'moment' | 'decimal' | 'first' | 'registered';
  /** True for what requests hold and responses do not. */
  readonly isWriteOnly?: true;
}

type Pair = readonly [v2: string, v1: string, as?: Field['as']];

const pairs = (list: readonly Pair[]): Field[] => list.map(([v2, v1, as]) => ({ v2, v1, ...(as && { as }) }));
const written = (list: readonly Pair[]): Field[] => pairs(list).map((field) => ({ ...field, isWriteOnly: true }));
const alike = (v2: string, v1: string, names: readonly string[]): Field[] =>
  names.map((name) => ({ v2: `${v2}.${name}`, v1: `${v1}.${name}` }));

const ADDRESS = ['city', 'country', 'line1', 'line2', 'postal_code', 'state'];
const ACCEPTANCE = (v2: string, v1: string): Field[] => [
  { v2: `${v2}.date`, v1: `${v1}.date`, as: 'moment' },
  ...alike(v2, v1, ['ip', 'user_agent']),
];
const scripts = (v2: string, v1: string): Field[] =>
  ['kana', 'kanji'].flatMap((script) => alike(`${v2}.${script}`, `${v1}_${script}`, [...ADDRESS, 'town']));
const front = (v2: string, v1: string): Field[] =>
  written([
    [`${v2}.front_back.front`, `${v1}.front`],
    [`${v2}.front_back.back`, `${v1}.back`],
  ]);
const uploads = (v2: string, v1: string, kinds: readonly string[]): Field[] =>
  written(kinds.map((kind): Pair => [`${v2}.${kind}.files`, `${v1}.${kind}.files`]));

/** The fields of a person, without what each lies in. */
export const PERSON_FIELDS: readonly Field[] = [
  ...pairs([
    ['given_name', 'first_name'],
    ['surname', 'last_name'],
    ['email', 'email'],
    ['phone', 'phone'],
    ['legal_gender', 'gender'],
    ['political_exposure', 'political_exposure'],
    ['nationalities', 'nationality', 'first'],
    ['additional_addresses', 'registered_address', 'registered'],
    ['metadata', 'metadata'],
    ['date_of_birth', 'dob'],
    ['script_names.kana.given_name', 'first_name_kana'],
    ['script_names.kana.surname', 'last_name_kana'],
    ['script_names.kanji.given_name', 'first_name_kanji'],
    ['script_names.kanji.surname', 'last_name_kanji'],
    ['relationship.percent_ownership', 'relationship.percent_ownership', 'decimal'],
  ]),
  ...alike('relationship', 'relationship', [
    'authorizer',
    'director',
    'executive',
    'legal_guardian',
    'owner',
    'representative',
    'title',
  ]),
  ...alike('address', 'address', ADDRESS),
  ...scripts('script_addresses', 'address'),
  ...ACCEPTANCE('additional_terms_of_service.account', 'additional_tos_acceptances.account'),
  ...front('documents.primary_verification', 'verification.document'),
  ...front('documents.secondary_verification', 'verification.additional_document'),
  ...uploads('documents', 'documents', ['company_authorization', 'passport', 'visa']),
];

const MERCHANT = 'configuration.merchant';
const BUSINESS = 'identity.business_details';
const ATTESTED = 'identity.attestations';

/** The fields of an account, its person's included. */
export const ACCOUNT_FIELDS: readonly Field[] = [
  ...pairs([
    ['contact_email', 'email'],
    ['metadata', 'metadata'],
    ['defaults.currency', 'default_currency'],
    ['defaults.profile.business_url', 'business_profile.url'],
    ['defaults.profile.doing_business_as', 'business_profile.name'],
    ['defaults.profile.product_description', 'business_profile.product_description'],
    [`${MERCHANT}.mcc`, 'business_profile.mcc'],
    [`${MERCHANT}.support.email`, 'business_profile.support_email'],
    [`${MERCHANT}.support.phone`, 'business_profile.support_phone'],
    [`${MERCHANT}.support.url`, 'business_profile.support_url'],
    [`${MERCHANT}.bacs_debit_payments.display_name`, 'settings.bacs_debit_payments.display_name'],
    [`${MERCHANT}.statement_descriptor.descriptor`, 'settings.payments.statement_descriptor'],
    [`${MERCHANT}.statement_descriptor.prefix`, 'settings.card_payments.statement_descriptor_prefix'],
    [`${MERCHANT}.script_statement_descriptor.kana.descriptor`, 'settings.payments.statement_descriptor_kana'],
    [`${MERCHANT}.script_statement_descriptor.kana.prefix`, 'settings.card_payments.statement_descriptor_prefix_kana'],
    [`${MERCHANT}.script_statement_descriptor.kanji.descriptor`, 'settings.payments.statement_descriptor_kanji'],
    [
      `${MERCHANT}.script_statement_descriptor.kanji.prefix`,
      'settings.card_payments.statement_descriptor_prefix_kanji',
    ],
    ['identity.country', 'country'],
    ['identity.entity_type', 'business_type'],
    [`${BUSINESS}.registered_name`, 'company.name'],
    [`${BUSINESS}.script_names.kana.registered_name`, 'company.name_kana'],
    [`${BUSINESS}.script_names.kanji.registered_name`, 'company.name_kanji'],
    [`${BUSINESS}.phone`, 'company.phone'],
    [`${BUSINESS}.structure`, 'company.structure'],
    [`${BUSINESS}.registration_date`, 'company.registration_date'],
    [`${BUSINESS}.estimated_worker_count`, 'business_profile.estimated_worker_count'],
    [`${BUSINESS}.annual_revenue.amount.value`, 'business_profile.annual_revenue.amount'],
    [`${BUSINESS}.annual_revenue.amount.currency`, 'business_profile.annual_revenue.currency'],
    [`${BUSINESS}.annual_revenue.fiscal_year_end`, 'business_profile.annual_revenue.fiscal_year_end'],
    [`${BUSINESS}.monthly_estimated_revenue.amount.value`, 'business_profile.monthly_estimated_revenue.amount'],
    [`${BUSINESS}.monthly_estimated_revenue.amount.currency`, 'business_profile.monthly_estimated_revenue.currency'],
    [`${ATTESTED}.persons_provided.directors`, 'company.directors_provided'],
    [`${ATTESTED}.persons_provided.executives`, 'company.executives_provided'],
    [`${ATTESTED}.persons_provided.owners`, 'company.owners_provided'],
    [`${ATTESTED}.persons_provided.ownership_exemption_reason`, 'company.ownership_exemption_reason'],
  ]),
  ...alike(`${MERCHANT}.branding`, 'settings.branding', ['icon', 'logo', 'primary_color', 'secondary_color']),
  ...alike(`${MERCHANT}.card_payments.decline_on`, 'settings.card_payments.decline_on', ['avs_failure', 'cvc_failure']),
  ...alike(`${MERCHANT}.support.address`, 'business_profile.support_address', ADDRESS),
  ...alike(`${BUSINESS}.address`, 'company.address', ADDRESS),
  ...scripts(`${BUSINESS}.script_addresses`, 'company.address'),
  ...front(`${BUSINESS}.documents.primary_verification`, 'company.verification.document'),
  ...uploads(`${BUSINESS}.documents`, 'documents', [
    'bank_account_ownership_verification',
    'company_license',
    'company_memorandum_of_association',
    'company_ministerial_decree',
    'company_registration_verification',
    'company_tax_id_verification',
    'proof_of_address',
    'proof_of_registration',
    'proof_of_ultimate_beneficial_ownership',
  ]),
  ...ACCEPTANCE(`${ATTESTED}.directorship_declaration`, 'company.directorship_declaration'),
  ...ACCEPTANCE(`${ATTESTED}.ownership_declaration`, 'company.ownership_declaration'),
  ...ACCEPTANCE(`${ATTESTED}.representative_declaration`, 'company.representative_declaration'),
  ...ACCEPTANCE(`${ATTESTED}.terms_of_service.account`, 'tos_acceptance'),
  ...PERSON_FIELDS.map((field) => ({
    ...field,
    v2: `identity.individual.${field.v2}`,
    v1: `individual.${field.v1}`,
  })),
];
