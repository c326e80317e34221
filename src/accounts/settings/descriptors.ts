import { invalidRequest } from '../../kernel/errors.ts';

/** Bounds of a statement descriptor and of the prefix that goes before a payment's own, in characters. */
const SHORTEST = 5;
const LONGEST = 22;
const LONGEST_PREFIX = 10;
const SHORTEST_PREFIX = 2;

/** Throws for a text that card statements cannot show: https://docs.stripe.com/get-started/account/statement-descriptors. */
export function checkDescriptor(value: string, param: string): void {
  check(value, param, SHORTEST, LONGEST);
}

/** As `checkDescriptor`, for a prefix. */
export function checkPrefix(value: string, param: string): void {
  check(value, param, SHORTEST_PREFIX, LONGEST_PREFIX);
}

function check(value: string, param: string, least: number, most: number): void {
  if (value.length < least || value.length > most) {
    throw invalidRequest(`The statement descriptor must have ${least} to ${most} characters.`, {
      code: 'invalid_statement_descriptor',
      param,
    });
  }
  if (/[A-Za-z]/.test(value) && !/[<>\\'"*]/.test(value)) return;
  throw invalidRequest(
    `The statement descriptor must contain at least one letter, and none of the characters <, >, \\, ', " and *.`,
    { code: 'invalid_statement_descriptor', param },
  );
}

/** The names of a business that others are derived from. */
interface Named {
  readonly name: string | null;
  readonly url: string | null;
}

/** The descriptor of an account that sets none: its name, else the host of its website, in capitals. */
export function derivedDescriptor({ name, url }: Named): string | null {
  const shown = (name ?? hostOf(url) ?? '')
    .replace(/[<>\\'"*]/g, '')
    .toUpperCase()
    .slice(0, LONGEST)
    .trim();
  return shown.length >= SHORTEST && /[A-Z]/.test(shown) ? shown : null;
}

/** The prefix that follows from a descriptor. */
export function derivedPrefix(descriptor: string | null): string | null {
  return descriptor?.slice(0, LONGEST_PREFIX).trim() || null;
}

/** The name in the dashboard of an account that sets none: its business's, else the host without its last label. */
export function derivedDisplayName({ name, url }: Named): string | null {
  return name ?? hostOf(url)?.replace(/\.[^.]+$/, '') ?? null;
}

/** The host of a website, which may be written without its scheme. */
function hostOf(url: string | null): string | undefined {
  return (
    url
      ?.replace(/^https?:\/\//, '')
      .replace(/^www\./, '')
      .split(/[/?#:]/, 1)[0] || undefined
  );
}
