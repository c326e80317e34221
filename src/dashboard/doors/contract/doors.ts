import {
  allOperations,
  type ContractType,
  type HashType,
  type OperationId,
  paramsOf,
} from '../../../contract/contract.ts';
import { required, text } from '../../../contract/shape.ts';
import { resourceMissing } from '../../../kernel/errors.ts';
import { door } from '../../door.ts';
import { builtPort } from '../../own-api.ts';

/** Levels of a hash that are described; deeper ones are typed as text. */
const DEEPEST = 4;
/** Values of an enumeration that are named. */
const MOST_VALUES = 300;

/** A parameter as a form shows it. */
interface Field {
  readonly name: string;
  readonly kind: string;
  readonly required: boolean;
  readonly values?: readonly string[];
  readonly fields?: readonly Field[];
}

/** Every operation of the API, and those that Florin has. */
const operations = door('GET /contract/operations', {}, async ({ use }) => {
  const built = use(builtPort);
  return { object: 'florin.operations', data: allOperations().map(({ id }) => ({ id, built: built.has(id) })) };
});

const params = door('GET /contract/params', { operation: required(text) }, async (_context, { operation }) => {
  const found = allOperations().find(({ id }) => id === operation);
  if (!found) throw resourceMissing('operation', operation, 'operation', 400);
  // Ids of the contract are of this type.
  return { object: 'florin.params', operation, data: fieldsOf(paramsOf(found.id as OperationId), 0) };
});

function fieldsOf({ fields, required: needed }: HashType, depth: number): Field[] {
  const all = [...fields].map(([name, type]) => fieldOf(name, type, needed.has(name), depth));
  // Required ones first; the rest in the order of the contract.
  return [...all.filter((field) => field.required), ...all.filter((field) => !field.required)];
}

function fieldOf(name: string, type: ContractType, isRequired: boolean, depth: number): Field {
  const field = { name, kind: type.kind, required: isRequired };
  if (type.kind === 'enum') return { ...field, values: type.values.slice(0, MOST_VALUES) };
  if (type.kind === 'hash' && depth < DEEPEST) return { ...field, fields: fieldsOf(type, depth + 1) };
  if (type.kind === 'list' && depth < DEEPEST) {
    return { ...field, fields: [fieldOf('0', type.of, false, depth + 1)] };
  }
  if (type.kind !== 'union') return field;
  // Of several shapes, the one with the most fields says what can be sent.
  const hash = type.of.find((one) => one.kind === 'hash');
  return hash ? fieldOf(name, hash, isRequired, depth) : { ...field, kind: type.of[0]?.kind ?? 'string' };
}

export const contractDoors = [operations, params];
