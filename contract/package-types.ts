import { existsSync, readFileSync } from 'node:fs';
import ts from 'typescript-compiler';

/** The types of one release of the `stripe` package, as its users see them. */
export interface PackageTypes {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** Version of the npm package, as "23.1.0". */
  readonly packageVersion: string;
  /** The API version of its types, such as "2026-10-28.endive". */
  readonly apiVersion: string;
  /** The client class, merged with the namespace that holds every public type. */
  readonly root: ts.Symbol;
  /** The name a type has for users of the package, as "Stripe.Checkout.SessionCreateParams". */
  readonly publicNames: ReadonlyMap<ts.Symbol, string>;
  /** True if an interface is a resource of the package, not a part of one. */
  isResourceLevel(declaration: ts.InterfaceDeclaration): boolean;
}

/** Files that users of the package get its types from: of modules since release 22, of an ambient module before. */
const ENTRIES = ['esm/stripe.esm.node.d.ts', 'types/index.d.ts'];
/** The files in which releases named their API version over the years. */
const VERSION_FILES = ['cjs/apiVersion.js', 'lib/apiVersion.js'];

/**
 * Reads the types in the directory of an unpacked release, which ends with a slash. Throws when it is not there or
 * laid out differently than any release so far.
 */
export function openPackageTypes(directory: string): PackageTypes {
  const apiVersion = readApiVersion(directory);
  const places = [...ENTRIES, `types/${apiVersion}/index.d.ts`];
  const entry = places.map((place) => directory + place).find((path) => existsSync(path));
  if (!entry) throw new Error(`The types of the stripe package are missing in ${directory}. Install it.`);
  const program = ts.createProgram([entry], {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noLib: true,
    types: [],
  });
  const checker = program.getTypeChecker();
  const root = stripeSymbol(program, checker, entry);
  return {
    program,
    checker,
    packageVersion: readFileSync(`${directory}VERSION`, 'utf8').trim(),
    apiVersion,
    root,
    publicNames: collectPublicNames(checker, root),
    isResourceLevel: (declaration) => isResourceLevel(checker, declaration),
  };
}

/** Resolves a name through imports and re-exports to its interface, class or alias. */
export function resolveSymbol(checker: ts.TypeChecker, name: ts.Node): ts.Symbol {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) throw new Error(`Cannot resolve the type ${name.getText()} in ${name.getSourceFile().fileName}.`);
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function readApiVersion(directory: string): string {
  const place = VERSION_FILES.map((file) => directory + file).find((path) => existsSync(path));
  const version = place && /ApiVersion(?: =|:) '([^']+)'/.exec(readFileSync(place, 'utf8'))?.[1];
  if (!version) throw new Error(`The stripe package in ${directory} does not name its API version where expected.`);
  return version;
}

function stripeSymbol(program: ts.Program, checker: ts.TypeChecker, entry: string): ts.Symbol {
  const source = program.getSourceFile(entry);
  const ambient = checker.getAmbientModules().find((module) => module.name === '"stripe"');
  const module = ambient ?? (source && checker.getSymbolAtLocation(source));
  const root = module && checker.getExportsOfModule(module).find((symbol) => symbol.name === 'Stripe');
  if (!root) throw new Error(`${entry} does not export Stripe.`);
  return root.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(root) : root;
}

function collectPublicNames(checker: ts.TypeChecker, root: ts.Symbol): Map<ts.Symbol, string> {
  const names = new Map<ts.Symbol, string>();
  const visit = (namespace: ts.Symbol, prefix: string) => {
    for (const exported of checker.getExportsOfModule(namespace)) {
      const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
      if (names.has(symbol)) continue;
      const name = `${prefix}.${exported.name}`;
      names.set(symbol, name);
      if (symbol.flags & ts.SymbolFlags.Namespace) visit(symbol, name);
    }
  };
  visit(root, 'Stripe');
  return names;
}

/**
 * A resource is declared at the top of its file, or in a namespace of the ambient module. What belongs to a resource is
 * in a namespace that has the name of the resource.
 */
function isResourceLevel(checker: ts.TypeChecker, declaration: ts.InterfaceDeclaration): boolean {
  if (ts.isSourceFile(declaration.parent)) return declaration.getSourceFile().fileName.includes('/esm/resources/');
  for (let node: ts.Node = declaration.parent; node; node = node.parent) {
    if (!ts.isModuleDeclaration(node) || ts.isStringLiteral(node.name)) continue;
    const namespace = checker.getSymbolAtLocation(node.name);
    if (namespace && namespace.flags & (ts.SymbolFlags.Interface | ts.SymbolFlags.TypeAlias)) return false;
  }
  return /\/types\//.test(declaration.getSourceFile().fileName);
}
