import type { ContractType, HashType } from '../../../src/contract/contract.ts';

/** A parameter of an operation: one value of a request, wherever in its hashes and lists it is. */
export interface Leaf {
  /** In bracket notation, with 0 for the items of lists. */
  readonly path: string;
  /** Values to send, each of which may have an effect. */
  readonly values: readonly string[];
  /** The required fields of the hashes that it is in. */
  readonly companions: Readonly<Record<string, string>>;
  /** The types that these hashes must have. */
  readonly types: Readonly<Record<string, string>>;
}

type Form = Readonly<Record<string, string>>;

/** The most values of an enumeration that are tried. */
const MOST_VALUES = 12;
/** Deeper hashes repeat themselves. */
const DEEPEST = 8;

/** Values by the last name of a parameter, or by the last two: the contract only types these as text or numbers. */
const BY_NAME: Readonly<Record<string, readonly string[]>> = {
  country: ['DE', 'US'],
  invoice_prefix: ['ABCDE'],
  allowed_payment_method_types: ['ideal'],
  excluded_payment_method_types: ['link', 'card'],
  routing_number: ['110000000'],
  key: ['note'],
  amounts: ['32'],
  default_value: ['3'],
  value: ['2'],
  purpose: ['account_requirement'],
  requested_address_types: ['iban', 'swift', 'zengin'],
  currency: ['eur', 'jpy'],
  email: ['other@example.com'],
  frozen_time: ['1900000000'],
  exp_month: ['7'],
  exp_year: ['2041'],
  number: ['5555555555554444'],
  phone: ['+4915100000000'],
  limit: ['1'],
  iban: ['DE89370400440532013000'],
  url: ['https://shop.example/other'],
  return_url: ['https://shop.example/other'],
  success_url: ['https://shop.example/other'],
  cancel_url: ['https://shop.example/other'],
  ip_address: ['203.0.113.7'],
  infer_from_client: ['true'],
  line1: ['510 Townsend Street'],
  percent_off: ['25'],
  percentage: ['7'],
  target_date: ['2026-01-12'],
  account_number: ['000111111116'],
  preferred_locales: ['de'],
  day: ['3'],
  month: ['4'],
  year: ['1981'],
};

/** The name of a parameter without the hashes that it is in. */
export function nameOf(path: string): string {
  const names = path.replaceAll(']', '').split('[');
  return names.filter((name) => name !== '0' && name !== 'eur').at(-1) ?? '';
}

/** The parameters of an operation. Values that switch something off are left out. */
export function leavesOf(shape: HashType): Leaf[] {
  const leaves: Leaf[] = [];
  walkHash(shape, '', {}, {}, 0);
  return leaves.filter(({ values }) => values.length > 0);

  function walkHash(type: HashType, at: string, outer: Form, types: Form, depth: number): void {
    const companions = { ...outer, ...required(type, at, depth) };
    for (const [name, of] of type.fields) {
      if (at === '' && (name === 'expand' || name === 'client_secret')) continue;
      const path = at === '' ? name : `${at}[${name}]`;
      walk(of, path, name, companions, { ...types, ...typeNaming(type, name, at) }, depth + 1);
    }
  }

  function walk(of: ContractType, path: string, name: string, outer: Form, types: Form, depth: number): void {
    if (depth > DEEPEST) return;
    if (of.kind === 'hash') walkHash(of, path, outer, types, depth);
    else if (of.kind === 'list') walk(of.of, `${path}[0]`, name, outer, types, depth);
    else if (of.kind === 'map') walk(of.of, `${path}[eur]`, name, outer, types, depth);
    else if (of.kind === 'union') for (const one of unionOf(of.of)) walk(one, path, name, outer, types, depth);
    else
      leaves.push({
        path: of.kind === 'metadata' ? `${path}[eur]` : path,
        values: valuesOf(of, name),
        companions: outer,
        types,
      });
  }

  /** The members of a union of which each has parameters of its own. */
  function unionOf(members: readonly ContractType[]): ContractType[] {
    return [...members].filter(
      (one, place) => place === members.findIndex((other) => other.kind === one.kind) || one.kind === 'hash',
    );
  }

  function required(type: HashType, at: string, depth: number): Record<string, string> {
    const sent: Record<string, string> = {};
    for (const name of type.required) {
      const of = type.fields.get(name);
      if (of) Object.assign(sent, smallest(of, at === '' ? name : `${at}[${name}]`, name, depth + 1));
    }
    return sent;
  }

  function smallest(of: ContractType, path: string, name: string, depth: number): Record<string, string> {
    if (depth > DEEPEST) return {};
    if (of.kind === 'hash') return required(of, path, depth);
    if (of.kind === 'list') return smallest(of.of, `${path}[0]`, name, depth);
    if (of.kind === 'map') return smallest(of.of, `${path}[eur]`, name, depth);
    if (of.kind === 'union') return of.of[0] ? smallest(of.of[0], path, name, depth) : {};
    return { [path]: valuesOf(of, name)[0] ?? '' };
  }

  function valuesOf(of: ContractType, name: string): readonly string[] {
    const likely = BY_NAME[name];
    switch (of.kind) {
      case 'enum':
        return likely ?? of.values.filter((value) => value !== 'none').slice(0, MOST_VALUES);
      case 'boolean':
        return ['true', 'false'];
      case 'integer':
      case 'number':
      case 'decimal':
      case 'int64':
        return likely ?? (/amount|price|subtotal|total/.test(name) ? ['700', '1000'] : ['2', '1']);
      case 'timestamp':
        return ['1768000000', '1'];
      default:
        return likely ?? ['Some text'];
    }
  }
}

/** Returns the type that belongs to one of a hash's per-type hashes. */
function typeNaming(type: HashType, name: string, at: string): Record<string, string> {
  const of = type.fields.get('type');
  if (of?.kind !== 'enum' || !of.values.includes(name)) return {};
  return { [at === '' ? 'type' : `${at}[type]`]: name };
}
