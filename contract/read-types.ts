import ts from 'typescript-compiler';
import type { Fact } from './facts.ts';
import { type NumberKind, numberKind } from './number-kinds.ts';
import { type PackageTypes, resolveSymbol } from './package-types.ts';

/** Reads type declarations of the package into facts. Each declaration is read once. */
export interface TypeReader {
  /** The fields of an interface, inherited ones included. */
  hash(symbol: ts.Symbol): Fact;
  type(node: ts.TypeNode): Fact;
  /** The API's name of a resource ("checkout.session", "deleted_customer"), or nothing when the type is no resource. */
  objectName(symbol: ts.Symbol): string | undefined;
  /** Returns the resources of a type: one for an interface, several for a union. */
  objectNames(node: ts.TypeNode): string[];
}

/** Types of the package with a special meaning. */
const wellKnown: Readonly<Record<string, Fact>> = {
  Metadata: { kind: 'metadata' },
  MetadataParam: { kind: 'metadata' },
  Decimal: { kind: 'decimal' },
  FileData: { kind: 'file' },
  Partial: { kind: 'any' },
};

export function createTypeReader({ checker, isResourceLevel, publicNames }: PackageTypes): TypeReader {
  const hashes = new Map<ts.Symbol, Fact | 'being read'>();

  function hash(symbol: ts.Symbol): Fact {
    const known = hashes.get(symbol);
    if (known === 'being read') throw new Error(`${symbol.name} contains itself.`);
    if (known) return known;
    hashes.set(symbol, 'being read');
    const fact = readFields(checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol)));
    hashes.set(symbol, fact);
    return fact;
  }

  function readFields(properties: readonly ts.Symbol[]): Fact {
    const fields: Record<string, Fact> = {};
    const required: string[] = [];
    for (const property of properties) {
      const declaration = property.valueDeclaration;
      if (!declaration || !ts.isPropertySignature(declaration) || !declaration.type) continue;
      if (ts.isFunctionTypeNode(declaration.type) || isVoid(declaration.type)) continue;
      const description = ts.displayPartsToString(property.getDocumentationComment(checker));
      fields[property.name] = read(declaration.type, numberKind(property.name, description));
      if (!declaration.questionToken) required.push(property.name);
    }
    return { kind: 'hash', fields, required };
  }

  function read(node: ts.TypeNode, number: NumberKind): Fact {
    switch (node.kind) {
      case ts.SyntaxKind.StringKeyword:
        return { kind: 'string' };
      case ts.SyntaxKind.NumberKeyword:
        return { kind: number };
      case ts.SyntaxKind.BigIntKeyword:
        return { kind: 'int64' };
      case ts.SyntaxKind.BooleanKeyword:
        return { kind: 'boolean' };
      case ts.SyntaxKind.UnknownKeyword:
      case ts.SyntaxKind.AnyKeyword:
      case ts.SyntaxKind.ObjectKeyword:
        return { kind: 'any' };
    }
    if (ts.isParenthesizedTypeNode(node)) return read(node.type, number);
    if (ts.isLiteralTypeNode(node)) return readLiteral(node);
    if (ts.isUnionTypeNode(node)) return readUnion(node, number);
    if (ts.isArrayTypeNode(node)) return { kind: 'list', of: read(node.elementType, number) };
    if (ts.isTypeLiteralNode(node)) return readTypeLiteral(node, number);
    if (ts.isTypeReferenceNode(node)) return readReference(node, number);
    throw new Error(`Cannot read the type ${node.getText()} in ${node.getSourceFile().fileName}.`);
  }

  function readLiteral(node: ts.LiteralTypeNode): Fact {
    if (ts.isStringLiteral(node.literal)) return { kind: 'enum', values: [node.literal.text] };
    if (node.literal.kind === ts.SyntaxKind.TrueKeyword || node.literal.kind === ts.SyntaxKind.FalseKeyword) {
      return { kind: 'boolean' };
    }
    throw new Error(`Cannot read the literal ${node.getText()} in ${node.getSourceFile().fileName}.`);
  }

  function readTypeLiteral(node: ts.TypeLiteralNode, number: NumberKind): Fact {
    const index = node.members.find(ts.isIndexSignatureDeclaration);
    if (index) return { kind: 'map', of: read(index.type, number) };
    return readFields(checker.getPropertiesOfType(checker.getTypeAtLocation(node)));
  }

  function readReference(node: ts.TypeReferenceNode, number: NumberKind): Fact {
    const name = nameInPackage(node);
    const argument = node.typeArguments?.[0];
    if (name === 'Array' && argument) return { kind: 'list', of: read(argument, number) };
    if (name === 'ApiList' && argument) return { kind: 'list_object', of: read(argument, number) };
    if (name === 'Emptyable' && argument) return emptyable(read(argument, number));
    const known = wellKnown[name];
    if (known) return known;
    const symbol = meant(resolveSymbol(checker, node.typeName));
    if (symbol.name === 'RangeQueryParam') return rangeOf(number);
    const resource = objectName(symbol);
    if (resource) return { kind: 'object', names: [resource] };
    const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration);
    return alias ? read(alias.type, number) : hash(symbol);
  }

  /**
   * Some releases name a resource where a hash of the same name is nearer, as `Discount` within the discounts of a line
   * item. That hash cannot contain itself, so the resource is meant.
   */
  function meant(symbol: ts.Symbol): ts.Symbol {
    if (objectName(symbol) || hashes.get(symbol) !== 'being read') return symbol;
    return [...publicNames.keys()].find((other) => other.name === symbol.name && objectName(other)) ?? symbol;
  }

  function readUnion(node: ts.UnionTypeNode, number: NumberKind): Fact {
    const values: string[] = [];
    const objects: string[] = [];
    const others: Fact[] = [];
    let canBeEmpty = false;
    let canBeNull = false;
    for (const member of flatten(node)) {
      if (isNull(member)) canBeNull = true;
      else if (isOtherString(member)) continue;
      else {
        const fact = read(member, number);
        if (fact.kind === 'enum') values.push(...fact.values);
        else if (fact.kind === 'object') objects.push(...fact.names);
        else others.push(fact);
      }
    }
    if (values.includes('')) canBeEmpty = true;
    let fact = combine(
      values.filter((value) => value !== ''),
      unique(objects),
      others,
      canBeEmpty,
    );
    if (canBeEmpty) fact = emptyable(fact);
    return canBeNull ? { kind: 'nullable', of: fact } : fact;
  }

  /** The members of a union, with unions behind names opened up. */
  function flatten(node: ts.UnionTypeNode): ts.TypeNode[] {
    return node.types.flatMap((member) => {
      if (ts.isUnionTypeNode(member)) return flatten(member);
      if (!ts.isTypeReferenceNode(member) || member.typeArguments || nameInPackage(member) in wellKnown)
        return [member];
      if (isOtherString(member)) return [member];
      const alias = resolveSymbol(checker, member.typeName).declarations?.find(ts.isTypeAliasDeclaration);
      return alias && ts.isUnionTypeNode(alias.type) ? flatten(alias.type) : [member];
    });
  }

  function objectName(symbol: ts.Symbol): string | undefined {
    const declaration = symbol.declarations?.find(ts.isInterfaceDeclaration);
    if (!declaration || !isResourceLevel(declaration)) return undefined;
    const type = checker.getDeclaredTypeOfSymbol(symbol);
    const literal = literalOf(type.getProperty('object'));
    if (symbol.name === 'DeletedObject') return 'v2.deleted_object';
    if (!literal) return undefined;
    return isTrue(type.getProperty('deleted')) ? `deleted_${literal}` : literal;
  }

  function objectNames(node: ts.TypeNode): string[] {
    const members = ts.isUnionTypeNode(node) ? flatten(node) : [node];
    return unique(
      members.flatMap((member) => {
        if (!ts.isTypeReferenceNode(member)) return [];
        const symbol = resolveSymbol(checker, member.typeName);
        const name = objectName(symbol);
        if (name) return [name];
        const alias = symbol.declarations?.find(ts.isTypeAliasDeclaration);
        return alias ? objectNames(alias.type) : [];
      }),
    );
  }

  return { hash, type: (node) => read(node, 'integer'), objectName, objectNames };
}

/** The name of a type as the package exports it; the ambient module writes its namespace before it. */
function nameInPackage(node: ts.TypeReferenceNode): string {
  return node.typeName.getText().replace(/^Stripe\./, '');
}

/** One fact for a union's members: enum values, resources by name, and anything else. */
function combine(values: string[], objects: string[], others: Fact[], canBeEmpty: boolean): Fact {
  const facts = [...others];
  if (objects.length > 0) {
    const plainId = facts.findIndex((fact) => fact.kind === 'string');
    if (plainId >= 0) facts.splice(plainId, 1);
    facts.unshift({ kind: plainId >= 0 ? 'expandable' : 'object', names: objects });
  }
  if (values.length > 0 || (canBeEmpty && facts.length === 0)) facts.unshift({ kind: 'enum', values });
  const [only] = facts;
  if (!only) throw new Error('A union has no members.');
  return facts.length === 1 ? only : { kind: 'union', of: facts };
}

function emptyable(fact: Fact): Fact {
  return fact.kind === 'emptyable' ? fact : { kind: 'emptyable', of: fact };
}

function rangeOf(number: NumberKind): Fact {
  const bound: Fact = { kind: number };
  return { kind: 'hash', fields: { gt: bound, gte: bound, lt: bound, lte: bound }, required: [] };
}

function literalOf(property: ts.Symbol | undefined): string | undefined {
  const declaration = property?.valueDeclaration;
  if (!declaration || !ts.isPropertySignature(declaration) || !declaration.type) return undefined;
  const type = declaration.type;
  return ts.isLiteralTypeNode(type) && ts.isStringLiteral(type.literal) ? type.literal.text : undefined;
}

function isTrue(property: ts.Symbol | undefined): boolean {
  const declaration = property?.valueDeclaration;
  return !!declaration && ts.isPropertySignature(declaration) && declaration.type?.getText() === 'true';
}

function isNull(node: ts.TypeNode): boolean {
  return ts.isLiteralTypeNode(node) && node.literal.kind === ts.SyntaxKind.NullKeyword;
}

function isVoid(node: ts.TypeNode): boolean {
  return node.kind === ts.SyntaxKind.VoidKeyword;
}

/** The package marks enums that may grow with `OtherString`; the API still checks them against its list. */
function isOtherString(node: ts.TypeNode): boolean {
  return ts.isTypeReferenceNode(node) && nameInPackage(node) === 'OtherString';
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
