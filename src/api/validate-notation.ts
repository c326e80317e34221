import type { ContractType, HashType } from '../contract/contract.ts';
import type { StripeError } from '../kernel/errors.ts';

/** A request's parameters as a codec decoded them, before validation. Trees have no prototype. */
export interface Tree {
  [name: string]: Value;
}

/** A decoded value. Forms have texts only; null unsets a field in JSON. */
export type Value = string | number | boolean | null | Tree | Value[];

/** The differences between parameters in a form and in JSON. */
export interface Notation {
  /** The path of a field or an item: `card[number]` in a form, `card.number` in JSON. */
  place(path: string, name: string): string;
  /** True for a parameter beyond the contract that is ignored. */
  ignores(path: string, name: string): boolean;
  /** True if the value asks to unset its parameter, which only emptyable ones allow. */
  isEmpty(value: Value): boolean;
  /** The fields of a hash; undefined for other values. */
  fields(value: Value): Tree | undefined;
  /** The items of a list, by their names in the path; undefined for other values. */
  items(value: Value): [name: string, item: Value][] | undefined;
  /** Reads a single value, and notes an error in the findings if it does not have the type. */
  scalar(type: ContractType, value: Value, path: string, findings: Findings): unknown;
}

/** The errors in a request's parameters, collected so that the most useful one is reported. */
export interface Findings {
  readonly notation: Notation;
  readonly unknown: UnknownParameter[];
  /** The first parameter that cannot be read. */
  invalid: StripeError | undefined;
  /** The path of the first required parameter that is not there. */
  missing: string | undefined;
}

export interface UnknownParameter {
  readonly path: string;
  readonly name: string;
  /** The hash that does not have it. */
  readonly in: HashType;
}
