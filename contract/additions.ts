import { EMPTY_TEXTS, NEVER_EMPTY } from './empty-texts.ts';
import type { Fact } from './facts.ts';
import { withOlderSources } from './older-sources.ts';

/**
 * Parameters that the API accepts and the package does not type. The API answered each of them with success, or its own
 * browser library sends it.
 */

/** Free texts of a dispute's evidence; they are longer than other texts may be. */
const evidenceTexts = [
  'access_activity_log',
  'cancellation_policy_disclosure',
  'cancellation_rebuttal',
  'duplicate_charge_explanation',
  'product_description',
  'refund_policy_disclosure',
  'refund_refusal_explanation',
  'uncategorized_text',
].map((name) => `evidence.${name}`);
const longestEvidenceText = 20_000;

/** The names of Checkout's UI modes before 2026; guides still use them. */
const formerUiModes = ['custom', 'embedded', 'hosted'];

/**
 * Mandates that are accepted in the browser; the browser library has the API infer the address and user agent from the
 * call.
 */
const CONFIRMATIONS = ['POST /v1/payment_intents/{intent}/confirm', 'POST /v1/setup_intents/{intent}/confirm'];

/** Calls with options of bank transfers, whose types had other names: the official command line still sends one. */
const TAKE_BANK_TRANSFERS = /^POST \/v1\/(payment_intents(\/\{intent\}(\/confirm)?)?|checkout\/sessions)$/;
const TRANSFER_TYPE = ['payment_method_options', 'customer_balance', 'bank_transfer', 'type'];
const transferAliases = { jp_bank_account: 'jp_bank_transfer' };
/** The names that account links had before; older callers still send them. */
const linkAliases = { custom_account_update: 'account_update', custom_account_verification: 'account_onboarding' };
/** Calls that take an account whole; older callers request capabilities by a list of names. */
const ACCOUNTS = ['POST /v1/accounts', 'POST /v1/accounts/{account}'];

/** The package names two kinds of transfers in what it types as the answer, and five in what can be asked for. */
const transferTypes: Fact = {
  kind: 'enum',
  values: ['eu_bank_transfer', 'gb_bank_transfer', 'jp_bank_transfer', 'mx_bank_transfer', 'us_bank_transfer'],
};

const associatedObjects: Fact = {
  kind: 'list',
  of: { kind: 'hash', fields: { id: { kind: 'string' }, type: { kind: 'string' } }, required: ['id', 'type'] },
};

const relatedObject: Fact = {
  kind: 'hash',
  fields: { id: { kind: 'string' }, type: { kind: 'string' }, url: { kind: 'string' } },
  required: ['id', 'type', 'url'],
};

const expand: Fact = { kind: 'list', of: { kind: 'string' } };

/** The parameters of an operation with what the package leaves out. `card` is what a payment method of type card takes. */
export function completeParams(id: string, params: Fact, card: Fact): Fact {
  let complete = withOlderSources(id, params);
  // `expand` is understood by every operation of API v1, also where nothing in the answer can be expanded.
  if (id.includes(' /v1/')) complete = changeField(complete, ['expand'], () => expand);
  for (const path of EMPTY_TEXTS[id] ?? []) {
    complete = changeField(complete, path.split('.'), (text) => ({ kind: 'emptyable', of: text }));
  }
  for (const path of NEVER_EMPTY[id] ?? []) {
    complete = changeField(complete, path.split('.'), (text) => (text.kind === 'emptyable' ? text.of : text));
  }
  if (id === 'POST /v1/disputes/{dispute}') {
    for (const path of evidenceTexts) {
      complete = changeField(complete, path.split('.'), () => ({ kind: 'string', maxLength: longestEvidenceText }));
    }
  }
  if (ACCOUNTS.includes(id)) {
    complete = changeField(complete, ['requested_capabilities'], () => ({ kind: 'list', of: { kind: 'string' } }));
    complete = changeField(complete, ['individual', 'nationality'], () => ({ kind: 'string' }));
  }
  if (id === 'POST /v1/checkout/sessions') {
    complete = changeField(complete, ['ui_mode'], (mode) =>
      mode.kind === 'enum' ? { ...mode, values: [...mode.values, ...formerUiModes] } : mode,
    );
  }
  if (id === 'POST /v1/account_links') {
    complete = changeField(complete, ['type'], (type) =>
      type.kind === 'enum' ? { ...type, aliases: linkAliases } : type,
    );
  }
  if (TAKE_BANK_TRANSFERS.test(id)) {
    complete = changeField(complete, TRANSFER_TYPE, (type) =>
      type.kind === 'enum' ? { ...type, aliases: transferAliases } : type,
    );
  }
  if (CONFIRMATIONS.includes(id)) {
    complete = changeField(complete, ['mandate_data', 'customer_acceptance', 'online', 'infer_from_client'], () => {
      return { kind: 'boolean' };
    });
  }
  if (complete.kind === 'hash' && complete.fields.payment_method_data) {
    complete = changeField(complete, ['payment_method_data'], (data) => withCard(data, card));
  }
  return complete;
}

/** The shape of an object, including the fields that the package types only for each of its kinds. */
export function completeShape(name: string, shape: Fact): Fact {
  if (name === 'funding_instructions') return changeField(shape, ['bank_transfer', 'type'], () => transferTypes);
  // Mobile libraries read the objects that a key is for.
  if (name === 'ephemeral_key') return changeField(shape, ['associated_objects'], () => associatedObjects);
  if (name === 'charge') {
    // The API still sends these fields, and expands them.
    const disputed = changeField(withIds(shape), ['dispute'], () => ({ kind: 'nullable', of: expandable('dispute') }));
    return changeField(disputed, ['destination'], () => ({ kind: 'nullable', of: expandable('account') }));
  }
  if (name === 'v2.core.event') {
    // The package types these two with the event of each type.
    const related = changeField(shape, ['related_object'], () => relatedObject);
    return changeField(related, ['data'], () => ({ kind: 'any' }));
  }
  if (name !== 'event') return withIds(shape);
  const withObject = changeField(shape, ['data', 'object'], () => ({ kind: 'any' }));
  return changeField(withObject, ['data', 'previous_attributes'], () => ({ kind: 'any' }));
}

/** Fields that hold the id of the object that they are named after. The package types some of them as plain texts. */
const HOLD_IDS: ReadonlySet<string> = new Set([
  'charge',
  'customer',
  'mandate',
  'payment_intent',
  'payment_method',
  'price',
  'setup_intent',
]);

function expandable(name: string): Fact {
  return { kind: 'expandable', names: [name] };
}

/** The shape in which every such field can be expanded. */
function withIds(shape: Fact): Fact {
  switch (shape.kind) {
    case 'hash': {
      const fields = Object.entries(shape.fields).map(([name, field]) => [name, withIds(named(name, field))]);
      return { ...shape, fields: Object.fromEntries(fields) };
    }
    case 'nullable':
    case 'emptyable':
    case 'list':
    case 'list_object':
    case 'map':
      return { ...shape, of: withIds(shape.of) };
    case 'union':
      return { ...shape, of: shape.of.map(withIds) };
    default:
      return shape;
  }
}

function named(name: string, field: Fact): Fact {
  if (!HOLD_IDS.has(name)) return field;
  if (field.kind === 'nullable' && field.of.kind === 'string') return { ...field, of: expandable(name) };
  return field.kind === 'string' ? expandable(name) : field;
}

/** Card details may be sent where other payment methods may; the package leaves them to the browser library. */
function withCard(data: Fact, card: Fact): Fact {
  const withDetails = changeField(data, ['card'], () => card);
  return changeField(withDetails, ['type'], (type) => {
    if (type.kind !== 'enum' || type.values.includes('card')) return type;
    return { kind: 'enum', values: [...type.values, 'card'].sort() };
  });
}

function changeField(fact: Fact, [name = '', ...rest]: readonly string[], change: (field: Fact) => Fact): Fact {
  if (fact.kind === 'emptyable' || fact.kind === 'nullable') {
    return { kind: fact.kind, of: changeField(fact.of, [name, ...rest], change) };
  }
  if (fact.kind === 'union') {
    const of = fact.of.map((member) =>
      member.kind === 'hash' ? changeField(member, [name, ...rest], change) : member,
    );
    return { ...fact, of };
  }
  if (fact.kind !== 'hash') throw new Error(`Cannot change ${name} of a ${fact.kind}.`);
  const field = fact.fields[name] ?? { kind: 'hash', fields: {}, required: [] };
  return {
    ...fact,
    fields: { ...fact.fields, [name]: rest.length > 0 ? changeField(field, rest, change) : change(field) },
  };
}
