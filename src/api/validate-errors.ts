import { invalidRequest, parameterMissing, type StripeError } from '../kernel/errors.ts';
import { withoutSecrets } from '../kernel/without-secrets.ts';
import type { Findings, Notation, UnknownParameter } from './validate-notation.ts';
import { suggestion } from './validate-suggest.ts';

/** The longest quote of a refused value in a message, in characters. */
const LONGEST_QUOTE = 200;
/** The most unknown parameters that a message names. */
const MOST_NAMED = 20;

export function newFindings(notation: Notation): Findings {
  return { notation, unknown: [], invalid: undefined, missing: undefined };
}

export function nothingWrong(findings: Findings): boolean {
  return findings.unknown.length === 0 && findings.invalid === undefined && findings.missing === undefined;
}

/** Records an error unless there is an earlier one. Returns undefined, to be returned in place of the value. */
export function invalid(findings: Findings, error: () => StripeError): undefined {
  findings.invalid ??= error();
}

/** The error to throw: unknown parameters first, then the first invalid one, then a missing one. */
export function refusalOf(findings: Findings): StripeError {
  const [unknown] = findings.unknown;
  if (unknown) return unknownParameters(unknown, findings.unknown);
  if (findings.invalid) return findings.invalid;
  return parameterMissing(findings.missing ?? '');
}

/** The end of the message for a parameter that the operation has, but not for pages. */
const SECRET_KEY_ONLY = 'It may only be passed with a secret key: set it on your server.';

function needsSecretKey({ name, in: hash }: UnknownParameter): boolean {
  return hash.secretKeyOnly?.has(name) ?? false;
}

function unknownParameters(first: UnknownParameter, all: readonly UnknownParameter[]): StripeError {
  const fields = { code: 'parameter_unknown', param: quoted(first.path) };
  if (all.length > 1) {
    const paths = all.slice(0, MOST_NAMED).map(({ path }) => quoted(path));
    const hint = all.some(needsSecretKey) ? `. ${SECRET_KEY_ONLY}` : '';
    return invalidRequest(`Received unknown parameters: ${paths.join(', ')}${hint}`, fields);
  }
  if (needsSecretKey(first)) {
    return invalidRequest(`Received unknown parameter: ${quoted(first.path)}. ${SECRET_KEY_ONLY}`, fields);
  }
  const meant = suggestion(first.name, first.in.fields.keys());
  return invalidRequest(
    `Received unknown parameter: ${quoted(first.path)}${meant ? `. Did you mean ${meant}?` : ''}`,
    fields,
  );
}

export function invalidEmpty(path: string): StripeError {
  return invalidRequest(
    `You passed an empty string for '${path}'. An empty value asks to unset a parameter, but '${path}' cannot be unset. ` +
      `Leave '${path}' out of your request, or give it a value.`,
    { code: 'parameter_invalid_empty', param: path },
  );
}

export function invalidInteger(path: string, value: string): StripeError {
  return invalidRequest(`Invalid integer: ${quoted(value)}`, { code: 'parameter_invalid_integer', param: path });
}

export function invalidDecimal(path: string, value: string): StripeError {
  return invalidRequest(`Invalid decimal: ${quoted(value)}`, { param: path });
}

export function invalidBoolean(path: string, value: string): StripeError {
  return invalidRequest(`Invalid boolean: ${quoted(value)}`, { param: path });
}

export function invalidEnum(path: string, values: readonly string[]): StripeError {
  return invalidRequest(`Invalid ${path}: must be one of ${alternatives(values)}`, { param: path });
}

export function invalidObject(path: string): StripeError {
  return invalidRequest('Invalid object', { param: path });
}

export function invalidArray(path: string): StripeError {
  return invalidRequest('Invalid array', { param: path });
}

export function invalidString(path: string): StripeError {
  return invalidRequest(`Invalid string: '${path}' takes a single value, not a hash or a list.`, { param: path });
}

export function invalidUrl(path: string): StripeError {
  return invalidRequest('Not a valid URL', { code: 'url_invalid', param: path });
}

export function invalidEmail(path: string, value: string): StripeError {
  return invalidRequest(`Invalid email address: ${quoted(value)}`, { code: 'email_invalid', param: path });
}

export function unknownCountry(path: string, value: string): StripeError {
  return invalidRequest(
    `Country '${quoted(value)}' is unknown. Use a code of two letters (ISO 3166-1 alpha-2), such as 'US' or 'GB'.`,
    { code: 'country_code_invalid', param: path },
  );
}

export function stringTooLong(path: string, value: string, longest: number): StripeError {
  const ends = withoutSecrets(`${value.slice(0, 10)}...${value.slice(-6)}`);
  return invalidRequest(`Invalid string: ${ends}; must be at most ${longest} characters`, { param: path });
}

/** "a", "a or b", "a, b, or c". */
function alternatives(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  if (values.length < 3) return values.join(' or ');
  return `${values.slice(0, -1).join(', ')}, or ${last}`;
}

/** A part of the request that is safe in an error: shortened, and without card numbers and keys. */
export function quoted(value: string): string {
  const safe = withoutSecrets(value.slice(0, 2 * LONGEST_QUOTE));
  return safe.length > LONGEST_QUOTE ? `${safe.slice(0, LONGEST_QUOTE)}...` : safe;
}
