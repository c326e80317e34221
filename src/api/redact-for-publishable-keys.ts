import type { Assembly } from '../kernel/assemble.ts';
import type { Caller } from '../kernel/context.ts';
import type { Hash } from '../kernel/hash.ts';

/** Removes from a response's own copy what resources hide from pages, however deep it is. */
export function redactForPages({ resources }: Assembly, { key }: Caller, copy: unknown): void {
  if (key === 'publishable' || key === 'page') redactWithin(resources, copy);
}

function redactWithin(resources: Assembly['resources'], value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const inner of Object.values(value)) redactWithin(resources, inner);
  const { object } = value as Hash;
  if (typeof object === 'string') resources.get(object)?.forPages?.(value as Hash);
}
