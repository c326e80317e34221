import ts from 'typescript-compiler';
import { compare } from './operations.ts';
import type { PackageTypes } from './package-types.ts';
import type { TypeReader } from './read-types.ts';

/**
 * The interfaces of the wanted resources by the API's names of them, in the order of names. Throws when two share a
 * name.
 */
export function findResources(
  types: PackageTypes,
  reader: TypeReader,
  wanted: (name: string) => boolean = () => true,
): [name: string, symbol: ts.Symbol][] {
  const resources = new Map<string, ts.Symbol>();
  for (const symbol of types.publicNames.keys()) {
    const name = reader.objectName(symbol);
    if (!name || !wanted(name) || refinesResource(types, reader, symbol)) continue;
    const other = resources.get(name);
    if (other && other !== symbol)
      throw new Error(`Two resources are called ${name}: ${other.name} and ${symbol.name}.`);
    resources.set(name, symbol);
  }
  return [...resources].sort(([a], [b]) => compare(a, b));
}

/** True if an interface narrows another one of the same object, as each type of event does. */
function refinesResource(types: PackageTypes, reader: TypeReader, symbol: ts.Symbol): boolean {
  const declaration = symbol.declarations?.find(ts.isInterfaceDeclaration);
  const bases = declaration?.heritageClauses?.flatMap((clause) => [...clause.types]) ?? [];
  return bases.some((base) => {
    const baseSymbol = types.checker.getTypeAtLocation(base).symbol;
    return baseSymbol && reader.objectName(baseSymbol) === reader.objectName(symbol);
  });
}
