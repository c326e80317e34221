import type { Context } from '../../kernel/context.ts';
import type { Entity } from '../../kernel/entity.ts';
import { isoMoment } from '../../shared/calendar.ts';
import { listCapabilities } from '../capabilities/store.ts';
import type { Capability } from '../capabilities/type.ts';
import { isCollectedByPlatform } from '../controller.ts';
import { type Person, persons } from '../persons/type.ts';
import { type Account, CONFIGURATIONS, type Configuration, type DataOfV2, isConfigured } from '../type.ts';
import { viewOf } from '../view.ts';
import { capabilityOfV2 } from './capabilities.ts';
import { ACCOUNT_FIELDS, PERSON_FIELDS } from './fields.ts';
import { namesOfV2 } from './names.ts';
import { requirementsOfV2 } from './requirements.ts';
import { fieldsOfV2, put, valueAt } from './translate.ts';

/** Fields of v2 in an account that was made by v1. */
export const NOTHING_OF_V2: DataOfV2 = {
  configurations: [],
  contactPhone: null,
  displayName: null,
  numberTypes: { business: [], individual: [] },
};

/** An account as API v2 shows it; the parts named by `include` are left out of it otherwise. */
export async function accountOfV2(
  context: Context,
  account: Account,
  include: readonly string[] = [],
): Promise<Entity> {
  const readable = viewOf(context, account);
  const { v2 = NOTHING_OF_V2 } = account.internal;
  const all = await listCapabilities(context.work.for(account.id));
  const applied = CONFIGURATIONS.filter((one) => isConfigured(account, one));
  const { contact_email, metadata, configuration, defaults, identity } = fieldsOfV2(readable, ACCOUNT_FIELDS);
  const phone = v2.contactPhone;
  const name = account.settings?.dashboard.display_name;
  const due = include.includes('requirements') && requirementsOfV2(account.requirements, all);
  const future = include.includes('future_requirements') && requirementsOfV2(account.future_requirements, all);
  const configurations = Object.fromEntries(
    applied
      .filter((one) => include.includes(`configuration.${one}`))
      .map((one) => [one, configurationOf(one, configuration, account, all)]),
  );
  const shown = {
    id: account.id,
    object: 'v2.core.account',
    applied_configurations: applied,
    ...(v2.isClosed && { closed: true }),
    ...(Object.keys(configurations).length > 0 && { configuration: configurations }),
    ...(contact_email !== undefined && { contact_email }),
    ...(phone !== null && { contact_phone: phone }),
    created: isoMoment(account.created ?? 0),
    dashboard: account.controller?.stripe_dashboard?.type ?? 'none',
    ...(include.includes('defaults') && { defaults: defaultsOf(account, defaults) }),
    ...(name && { display_name: name }),
    ...(future && { future_requirements: future }),
    ...(include.includes('identity') && { identity: await identityOf(context, account, readable, identity) }),
    livemode: false,
    metadata: metadata ?? {},
    ...(due && { requirements: due }),
  };
  return shown as Entity;
}

function configurationOf(
  name: Configuration,
  fields: unknown,
  { payouts_enabled: paysOut }: Account,
  all: readonly Capability[],
): object {
  const capabilities: Record<string, unknown> = {};
  for (const capability of all) {
    const named = capabilityOfV2(capability.id);
    if (capability.requested && named?.configuration === name) put(capabilities, named.path, statusOf(capability));
  }
  if (name === 'merchant') {
    put(capabilities, 'stripe_balance.payouts', paysOut ? ACTIVE : RESTRICTED);
  }
  return { ...(valueAt(fields, name) as object | undefined), applied: true, capabilities };
}

const ACTIVE = { status: 'active', status_details: [] };
const RESTRICTED = {
  status: 'restricted',
  status_details: [{ code: 'requirements_past_due', resolution: 'provide_info' }],
};

/** A capability's status; one that is not active has the reason, and who can resolve it. */
function statusOf({ status, requirements }: Capability): object {
  const reason = requirements.disabled_reason ?? '';
  if (status === 'active') return ACTIVE;
  if (status === 'pending' || requirements.pending_verification.length > 0) {
    return {
      status: 'pending',
      status_details: [{ code: 'requirements_pending_verification', resolution: 'no_resolution' }],
    };
  }
  if (!reason.startsWith('rejected.')) return RESTRICTED;
  return { status: 'rejected', status_details: [{ code: rejectionOf(reason), resolution: 'contact_stripe' }] };
}

function rejectionOf(reason: string): string {
  const code = reason.replace('.', '_');
  return ['rejected_fraud', 'rejected_listed', 'rejected_terms_of_service'].includes(code) ? code : 'rejected_other';
}

function defaultsOf({ controller }: Account, fields: unknown): object {
  const payer = controller?.fees?.payer;
  return {
    ...(fields as object | undefined),
    responsibilities: {
      fees_collector: payer === 'account' ? 'stripe' : payer,
      losses_collector: controller?.losses?.payments,
      requirements_collector: isCollectedByPlatform({ ...(controller && { controller }) }) ? 'application' : 'stripe',
    },
  };
}

/** The identity of an account. A person and a business are only shown to those who may read them. */
async function identityOf({ work }: Context, account: Account, readable: Entity, fields: unknown): Promise<object> {
  const { individual: _, business_details, ...rest } = (fields ?? {}) as Record<string, object | undefined>;
  const { v2 = NOTHING_OF_V2 } = account.internal;
  const isIndividual = account.business_type === 'individual';
  const named = isIndividual && 'individual' in readable ? account.individual?.id : undefined;
  const person = named === undefined ? undefined : await work.for(account.id).get(persons, named);
  const business = isIndividual || !('company' in readable) ? undefined : business_details;
  return {
    ...rest,
    ...(business && { business_details: { ...business, ...numbersOf(v2.numberTypes.business) } }),
    ...(person && { individual: { ...individualOf(person), ...numbersOf(v2.numberTypes.individual) } }),
  };
}

const numbersOf = (types: readonly string[]) => types.length > 0 && { id_numbers: types.map((type) => ({ type })) };

/** A person as API v2 shows them. */
export function personOfV2(person: Person): Entity {
  return { ...individualOf(person), ...{ livemode: false } };
}

/** A person inside of their account, without what the account has itself. */
function individualOf({ internal, ...person }: Person): Entity {
  const names = namesOfV2(person);
  const shown = {
    id: person.id,
    object: 'v2.core.account_person',
    account: String(person.account),
    created: isoMoment(person.created),
    ...fieldsOfV2(person, PERSON_FIELDS),
    ...(names && { additional_names: names }),
    updated: isoMoment(internal.updated ?? person.created),
  };
  return shown;
}
