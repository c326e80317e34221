import type { ContractType, OperationId } from '../../contract/contract.ts';
import type { Json, JsonObject, Lookup, Params } from './change.ts';
import { isHash } from './fields.ts';
import { type Plan, planFor } from './plan.ts';

/**
 * Handlers speak the newest version only. These functions stand between them and callers of older versions: each
 * version change that came after the caller's version is undone, one after the other. Nobody looks into metadata,
 * which may have a key `object` of its own.
 */

/** The parameters an operation takes at a version besides those of the newest; undefined when there are none. */
export function acceptedParams(
  operation: OperationId,
  version: string,
): Readonly<Record<string, ContractType>> | undefined {
  return planFor(version).accepts.get(operation);
}

/** Fields of an object that a version types and the newest does not, and that callers may name in `expand`. */
export function formerFields(objectName: string, version: string): Readonly<Record<string, ContractType>> | undefined {
  return planFor(version).expandable.get(objectName);
}

/** Makes the parameters of an older version mean the same to a handler of the newest. Changes `params`. */
export function upgradeRequest(operation: OperationId, params: Params, version: string): void {
  const upgrades = planFor(version).upgrades.get(operation);
  if (upgrades) for (const upgrade of upgrades) upgrade(params);
}

/**
 * Makes an answer look as it did at a version: every object in it, however deep, those in events and errors included.
 * Changes `answer`, which must be the caller's own copy. Fields that the version does not know end as undefined.
 */
export function downgradeResponse(
  answer: Record<string, unknown>,
  version: string,
  lookup: Lookup,
): JsonObject | Promise<JsonObject> {
  const object = answer as JsonObject;
  const plan = planFor(version);
  if (plan.response.size === 0) return object;
  if (plan.load.size === 0 || !hasToLoad(object, plan)) return downgrade(object, plan);
  return loadWithin(object, plan, lookup).then(() => downgrade(object, plan));
}

function downgrade(answer: JsonObject, plan: Plan): JsonObject {
  const error = answer.error;
  if (isHash(error)) run(plan.response.get('error'), error);
  downgradeObject(answer, plan);
  return answer;
}

function downgradeObject(object: JsonObject, plan: Plan): void {
  const name = object.object;
  if (typeof name === 'string') {
    if (name === 'event') downgradePreviousAttributes(object, plan);
    run(plan.response.get(name), object);
  }
  for (const key in object) {
    const value = object[key];
    if (typeof value === 'object' && value !== null && key !== 'metadata') downgradeValue(value, plan);
  }
}

function downgradeValue(value: Json[] | JsonObject, plan: Plan): void {
  if (!Array.isArray(value)) downgradeObject(value, plan);
  else for (const item of value) if (typeof item === 'object' && item !== null) downgradeValue(item, plan);
}

/**
 * What changed about an event's object is that object in part. It is treated as the whole is, but nothing is added: a
 * field that had not changed must not seem to have.
 */
function downgradePreviousAttributes(event: JsonObject, plan: Plan): void {
  const data = event.data;
  const previous = isHash(data) ? data.previous_attributes : undefined;
  const subject = isHash(data) ? data.object : undefined;
  if (!isHash(previous) || !isHash(subject) || typeof subject.object !== 'string') return;
  const changed = new Set(Object.keys(previous));
  run(plan.response.get(subject.object), previous);
  for (const key in previous) if (!changed.has(key)) previous[key] = undefined;
}

function run(steps: readonly ((object: JsonObject) => void)[] | undefined, object: JsonObject): void {
  if (steps) for (const step of steps) step(object);
}

/** Whether there is an object, however deep, to which older versions added something: in most answers there is none. */
function hasToLoad(value: Json[] | JsonObject, plan: Plan): boolean {
  if (isHash(value) && typeof value.object === 'string' && plan.load.has(value.object)) return true;
  for (const key in value) {
    const inner = (value as JsonObject)[key];
    if (typeof inner === 'object' && inner !== null && key !== 'metadata' && hasToLoad(inner, plan)) return true;
  }
  return false;
}

/** Adds what older versions held inside objects, then looks into that as well. */
async function loadWithin(value: Json[] | JsonObject, plan: Plan, lookup: Lookup): Promise<void> {
  if (isHash(value)) {
    const steps = typeof value.object === 'string' ? plan.load.get(value.object) : undefined;
    for (const step of steps ?? []) await step(value, lookup);
  }
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null && key !== 'metadata') await loadWithin(inner, plan, lookup);
  }
}
