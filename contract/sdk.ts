import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-compiler';

/** The installed `stripe` package: the one source every fact of the contract is read from. */
export interface Sdk {
  readonly checker: ts.TypeChecker;
  /** Version of the npm package, as "23.1.0". */
  readonly packageVersion: string;
  /** The API version its types speak, as "2026-10-28.endive". */
  readonly apiVersion: string;
  /** Every declaration file of a resource, keyed by its path below `resources/` without extension, as "Checkout/Sessions". */
  readonly resourceFiles: ReadonlyMap<string, ResourceFile>;
  /** The name a type has for users of the package, as "Stripe.Checkout.SessionCreateParams". */
  readonly publicNames: ReadonlyMap<ts.Symbol, string>;
  /** Where a resource class sits in the client, as "Stripe['checkout']['sessions']". */
  readonly clientPaths: ReadonlyMap<ts.Symbol, string>;
}

/** One resource of the package: what it declares and what it does. */
export interface ResourceFile {
  readonly types: ts.SourceFile;
  readonly code: ts.SourceFile;
}

const packageDirectory = fileURLToPath(new URL('../node_modules/stripe/', import.meta.url));

/** Reads the pinned `stripe` package. Throws when it is not installed or laid out differently than expected. */
export function openSdk(): Sdk {
  const entry = `${packageDirectory}esm/stripe.esm.node.d.ts`;
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    noLib: true,
    types: [],
  };
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const entrySource = program.getSourceFile(entry);
  if (!entrySource) throw new Error(`The stripe package has no ${entry}. Is it installed?`);
  const root = stripeSymbol(checker, entrySource);
  return {
    checker,
    packageVersion: readPackageVersion(),
    apiVersion: readApiVersion(),
    resourceFiles: findResourceFiles(program),
    publicNames: collectPublicNames(checker, root),
    clientPaths: collectClientPaths(checker, root),
  };
}

/** The interface, class or alias a name stands for, behind imports and re-exports. */
export function resolveSymbol(checker: ts.TypeChecker, name: ts.Node): ts.Symbol {
  const symbol = checker.getSymbolAtLocation(name);
  if (!symbol) throw new Error(`Cannot resolve the type ${name.getText()} in ${name.getSourceFile().fileName}.`);
  return symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
}

function readPackageVersion(): string {
  return readFileSync(`${packageDirectory}VERSION`, 'utf8').trim();
}

function readApiVersion(): string {
  const source = readFileSync(`${packageDirectory}esm/apiVersion.d.ts`, 'utf8');
  const version = /ApiVersion = "([^"]+)"/.exec(source)?.[1];
  if (!version) throw new Error('The stripe package does not name its API version where it is expected.');
  return version;
}

function findResourceFiles(program: ts.Program): Map<string, ResourceFile> {
  const root = `${packageDirectory}esm/resources/`;
  const files = new Map<string, ResourceFile>();
  for (const path of globSync('**/*.d.ts', { cwd: root }).sort()) {
    const key = path.replaceAll('\\', '/').replace(/\.d\.ts$/, '');
    const types = program.getSourceFile(`${root}${path}`);
    const codePath = `${root}${key}.js`;
    if (key.endsWith('index') || !types || !existsSync(codePath)) continue;
    const code = ts.createSourceFile(codePath, readFileSync(codePath, 'utf8'), ts.ScriptTarget.Latest, true);
    files.set(key, { types, code });
  }
  return files;
}

/** The client class, merged with the namespace that holds every public type. */
function stripeSymbol(checker: ts.TypeChecker, entry: ts.SourceFile): ts.Symbol {
  const moduleSymbol = checker.getSymbolAtLocation(entry);
  const root = moduleSymbol && checker.getExportsOfModule(moduleSymbol).find((symbol) => symbol.name === 'Stripe');
  if (!root) throw new Error('The stripe package does not export Stripe.');
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

function collectClientPaths(checker: ts.TypeChecker, root: ts.Symbol): Map<ts.Symbol, string> {
  const paths = new Map<ts.Symbol, string>();
  const visit = (owner: ts.Symbol, path: string) => {
    if (paths.has(owner)) return;
    paths.set(owner, path);
    for (const property of checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(owner))) {
      const declaration = property.valueDeclaration;
      if (!declaration || !ts.isPropertyDeclaration(declaration)) continue;
      const type = checker.getTypeOfSymbol(property).symbol;
      const inResources = type?.valueDeclaration?.getSourceFile().fileName.includes('/stripe/esm/resources/');
      if (inResources && type.flags & ts.SymbolFlags.Class) visit(type, `${path}['${property.name}']`);
    }
  };
  visit(root, 'Stripe');
  return paths;
}
