/**
 * The format of `contract/generated`. A type that occurs more than once is stored once: a file has a table of types,
 * and a type refers to the types inside it by their index. It refers to earlier types only.
 */

type PlainKind = 'integer' | 'number' | 'decimal' | 'int64' | 'boolean' | 'timestamp' | 'any' | 'file' | 'metadata';

/** A type while it is being read from the package: nested, with shared parts being the same object. */
export type Fact =
  | { kind: PlainKind }
  | { kind: 'string'; maxLength?: number }
  | { kind: 'enum'; values: string[]; aliases?: Record<string, string> }
  | { kind: 'hash'; fields: Record<string, Fact>; required: string[] }
  | { kind: 'map' | 'list' | 'list_object'; of: Fact }
  | { kind: 'union'; of: Fact[] }
  | { kind: 'object' | 'expandable'; names: string[] }
  | { kind: 'emptyable' | 'nullable'; of: Fact };

/** A table of types as it is written to a file. */
export class TypeTable {
  readonly rows: string[] = [];
  readonly #places = new Map<string, number>();
  readonly #known = new Map<Fact, number>();

  /** The place of a type in the table; equal types share one place. */
  place(fact: Fact): number {
    const known = this.#known.get(fact);
    if (known !== undefined) return known;
    const row = JSON.stringify(this.#row(fact));
    let place = this.#places.get(row);
    if (place === undefined) {
      place = this.rows.push(row) - 1;
      this.#places.set(row, place);
    }
    this.#known.set(fact, place);
    return place;
  }

  #row(fact: Fact): object {
    switch (fact.kind) {
      case 'hash': {
        const fields = Object.entries(fact.fields).map(([name, type]) => [name, this.place(type)]);
        return { kind: 'hash', fields: Object.fromEntries(fields), required: fact.required };
      }
      case 'union':
        return { kind: 'union', of: fact.of.map((member) => this.place(member)) };
      case 'map':
      case 'list':
      case 'list_object':
        return { kind: fact.kind, of: this.place(fact.of) };
      case 'emptyable':
      case 'nullable':
        return { ...this.#row(fact.of), [fact.kind]: true };
      default:
        return fact;
    }
  }
}

/** Returns a file with a table of types and the indexes of the named ones. */
export function tableFile(table: TypeTable, roots: readonly [string, number][]): string {
  const types = table.rows.join(',\n    ');
  const names = roots.map(([name, place]) => `${JSON.stringify(name)}: ${place}`).join(',\n    ');
  return `{\n  "types": [\n    ${types}\n  ],\n  "roots": {\n    ${names}\n  }\n}\n`;
}
