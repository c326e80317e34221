import { invalidRequest } from '../../kernel/errors.ts';

/** Throws if an option is set and out of range. `param` names it. */
export function checkBetween(
  value: number | null | undefined,
  [min, max]: readonly [number, number],
  param: string,
): void {
  if (value === null || value === undefined || (value >= min && value <= max)) return;
  throw invalidRequest(`This value must be between ${min} and ${max}; it is ${value}.`, { param });
}

/** Throws if two mutually exclusive options are both set. */
export function checkOneOf(params: Readonly<Record<string, unknown>>, under: string): void {
  const set = Object.entries(params).filter(([, value]) => value !== null && value !== undefined);
  if (set.length < 2) return;
  const names = set.map(([name]) => `${under}[${name}]`).join(', ');
  throw invalidRequest(`You may only specify one of these parameters: ${names}.`);
}
