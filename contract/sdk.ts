import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-compiler';
import { openPackageTypes, type PackageTypes } from './package-types.ts';

/** The installed `stripe` package: the one source every fact of the contract is read from. */
export interface Sdk extends PackageTypes {
  /** Every declaration file of a resource, keyed by its path below `resources/` without extension, as "Checkout/Sessions". */
  readonly resourceFiles: ReadonlyMap<string, ResourceFile>;
  /** The path of a resource class in the client, as "Stripe['checkout']['sessions']". */
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
  const types = openPackageTypes(packageDirectory);
  return {
    ...types,
    resourceFiles: findResourceFiles(types.program),
    clientPaths: collectClientPaths(types.checker, types.root),
  };
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
