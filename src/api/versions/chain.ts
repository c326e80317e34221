import type { ContractType } from '../../contract/contract.ts';
import { isHash } from '../../kernel/hash.ts';
import type { Json, JsonObject, Lookup, Params, VersionChange } from '../../kernel/version-change.ts';
import { createPlans, type Plan } from './plan.ts';

/**
 * Translates between callers of older versions and handlers, which implement the newest version only: each version change
 * that is newer than the caller's version is undone. `metadata` is never changed; it may have a key `object` of its own.
 */
export interface Versions {
  /** Parameters that an operation accepts at a version beyond those of the newest; undefined if there are none. */
  acceptedParams(operation: string, version: string): Readonly<Record<string, ContractType>> | undefined;
  /** Fields that an object has only at this older version, and that `expand` may name. */
  formerFields(objectName: string, version: string): Readonly<Record<string, ContractType>> | undefined;
  /** Rewrites the parameters of an older version for a handler of the newest. Changes `params`. */
  upgradeRequest(operation: string, params: Params, version: string): void;
  /**
   * Restores a response to its form at a version: every object in it at any depth, also in events and errors. Changes
   * `answer`, which must be the caller's own copy. Fields that the version lacks become undefined.
   */
  downgradeResponse(answer: Record<string, unknown>, version: string, lookup: Lookup): JsonObject | Promise<JsonObject>;
  /** True if objects in this JSON are the same at the version: none of them has anything that newer changes apply to. */
  isSame(json: string, version: string): boolean;
}

/** Returns the translations that a set of version changes makes necessary. */
export function createVersions(changes: readonly VersionChange[]): Versions {
  const planFor = createPlans(changes);
  return {
    acceptedParams: (operation, version) => planFor(version).accepts.get(operation),
    formerFields: (objectName, version) => planFor(version).expandable.get(objectName),
    upgradeRequest(operation, params, version) {
      for (const upgrade of planFor(version).upgrades.get(operation) ?? []) upgrade(params);
    },
    downgradeResponse(answer, version, lookup) {
      const object = answer as JsonObject;
      const plan = planFor(version);
      if (plan.response.size === 0 && plan.load.size === 0) return object;
      if (plan.load.size === 0 || !needsLoading(object, plan)) return downgrade(object, plan);
      return loadWithin(object, plan, lookup).then(() => downgrade(object, plan));
    },
    isSame: (json, version) => !planFor(version).affected.test(json),
  };
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
 * Downgrades the partial object in `previous_attributes` like a whole one, but adds no fields: a field that did not
 * change must not appear there.
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

/** True if an object at any depth has something to load. In most responses none has. */
function needsLoading(value: Json[] | JsonObject, plan: Plan): boolean {
  if (isHash(value) && typeof value.object === 'string' && plan.load.has(value.object)) return true;
  for (const key in value) {
    const inner = (value as JsonObject)[key];
    if (typeof inner === 'object' && inner !== null && key !== 'metadata' && needsLoading(inner, plan)) return true;
  }
  return false;
}

/** Adds what older versions embedded, at any depth, and in what was added. */
async function loadWithin(value: Json[] | JsonObject, plan: Plan, lookup: Lookup): Promise<void> {
  if (isHash(value)) {
    const steps = typeof value.object === 'string' ? plan.load.get(value.object) : undefined;
    for (const step of steps ?? []) await step(value, lookup);
  }
  for (const [key, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null && key !== 'metadata') await loadWithin(inner, plan, lookup);
  }
}
