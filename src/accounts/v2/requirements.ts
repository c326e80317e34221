import { type ContractType, resourceShape } from '../../contract/contract.ts';
import { isoMoment } from '../../shared/calendar.ts';
import type { Capability } from '../capabilities/type.ts';
import type { Requirements } from '../requirements/type.ts';
import { capabilityOfV2 } from './capabilities.ts';
import { ACCOUNT_FIELDS, type Field, PERSON_FIELDS } from './fields.ts';

type Status = 'past_due' | 'currently_due' | 'eventually_due';

/** Most urgent first. */
const STATUSES: readonly Status[] = ['past_due', 'currently_due', 'eventually_due'];

/** Requirements of v1 that are another field in v2, or a part of one. */
const OTHERWISE: Readonly<Record<string, string>> = {
  'company.tax_id': 'identity.business_details.id_numbers',
  'company.vat_id': 'identity.business_details.id_numbers',
  'company.registration_number': 'identity.business_details.id_numbers',
  'company.verification.document': 'identity.business_details.documents.primary_verification',
  external_account: 'defaults.payout_methods',
  business_type: 'identity.entity_type',
};
const OF_PERSONS: Readonly<Record<string, string>> = {
  id_number: 'id_numbers',
  id_number_secondary: 'id_numbers',
  ssn_last_4: 'id_numbers',
  'verification.document': 'documents.primary_verification',
  'verification.additional_document': 'documents.secondary_verification',
};

/** The requirements of an account as v2 shows them: an entry for each, with what it restricts. */
export function requirementsOfV2(due: Requirements, all: readonly Capability[]): object | undefined {
  const names = [...new Set([...STATUSES.flatMap((status) => due[status]), ...due.pending_verification])];
  if (names.length === 0) return undefined;
  const entries = names.map((name) => entryOf(name, due, all));
  const first = STATUSES.find((status) => due[status].length > 0);
  const time = first === 'currently_due' && due.current_deadline !== null && { time: isoMoment(due.current_deadline) };
  return { entries, ...(first && { summary: { minimum_deadline: { status: first, ...time } } }) };
}

function entryOf(name: string, due: Requirements, all: readonly Capability[]): object {
  const isPending = due.pending_verification.includes(name);
  const status = STATUSES.find((one) => due[one].includes(name)) ?? 'eventually_due';
  const [, person] = /^(person_\w+)\./.exec(name) ?? [];
  return {
    awaiting_action_from: isPending ? 'stripe' : 'user',
    description: describe(name),
    errors: due.errors
      .filter(({ requirement }) => requirement === name)
      .map(({ code, reason }) => ({ code: codeOfV2(code), description: reason })),
    impact: { restricts_capabilities: all.flatMap((capability) => restrictionOf(capability, name) ?? []) },
    minimum_deadline: { status },
    ...(person && { reference: { type: 'person', resource: person } }),
    requested_reasons: [{ code: isPending ? 'routine_verification' : 'routine_onboarding' }],
  };
}

/** The name of a requirement in v2: the path of the field that it asks for. */
function describe(name: string): string {
  const ofPerson = name.replace(/^person_\w+\./, '');
  if (ofPerson !== name) return pathIn(PERSON_FIELDS, OF_PERSONS, ofPerson, 'identity.individual.');
  const ofIndividual = name.replace(/^individual\./, '');
  if (ofIndividual !== name) return pathIn(PERSON_FIELDS, OF_PERSONS, ofIndividual, 'identity.individual.');
  return pathIn(ACCOUNT_FIELDS, OTHERWISE, name, '');
}

function pathIn(
  fields: readonly Field[],
  others: Readonly<Record<string, string>>,
  name: string,
  under: string,
): string {
  const other = others[name];
  if (other !== undefined) return under + other;
  const field = fields.find(({ v1 }) => name === v1 || name.startsWith(`${v1}.`));
  return under + (field ? field.v2 + name.slice(field.v1.length) : name);
}

function restrictionOf({ id, requested, requirements }: Capability, name: string): object | undefined {
  const named = capabilityOfV2(id);
  const status = STATUSES.find((one) => requirements[one].includes(name));
  if (!requested || !named || !status) return undefined;
  return { capability: named.path, configuration: named.configuration, deadline: { status } };
}

let codes: ReadonlySet<string> | undefined;

/** v2 has most codes of v1 under their names. */
function codeOfV2(code: string): string {
  codes ??= new Set(knownCodes(resourceShape('v2.core.account')));
  return codes.has(code) ? code : 'invalid_value_other';
}

function knownCodes(type: ContractType | undefined): readonly string[] {
  let at = type;
  for (const name of ['requirements', 'entries', 'errors', 'code']) {
    if (at?.kind === 'list') at = at.of;
    at = at?.kind === 'hash' ? at.fields.get(name) : undefined;
  }
  return at?.kind === 'enum' ? at.values : [];
}
