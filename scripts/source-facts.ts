import ts from 'typescript-compiler';

/** The facts of a source file that rules about rooms need. Comments are left out. */
export interface SourceFacts {
  readonly imports: readonly Import[];
  /** The text of every string literal and template; import specifiers are not among them. */
  readonly strings: readonly Fact[];
  /** Every name that the file takes from outside, unimported: `Date`, and `Date.now` too; not `x.Date`. */
  readonly names: readonly Fact[];
}

export interface Fact {
  readonly text: string;
  readonly line: number;
}

export interface Import extends Fact {
  /** Gone when types are stripped: `import type …`, or only `type` names between the braces. */
  readonly typeOnly: boolean;
}

/** Reads the facts from TypeScript source. `path` is used for its extension only. */
export function readSourceFacts(path: string, source: string): SourceFacts {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const facts = { imports: [] as Import[], strings: [] as Fact[], names: [] as Fact[] };
  const declared = new Set<string>();
  const fact = (node: ts.Node, text: string): Fact => ({
    text,
    line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1,
  });
  const visit = (node: ts.Node): void => {
    const imported = importOf(node);
    if (imported)
      facts.imports.push({ ...fact(imported.specifier, imported.specifier.text), typeOnly: imported.typeOnly });
    if (ts.isStringLiteralLike(node) && !isSpecifier(node)) facts.strings.push(fact(node, node.text));
    if (ts.isTemplateExpression(node)) facts.strings.push(fact(node, templateText(node)));
    if (ts.isIdentifier(node) && isDeclared(node)) declared.add(node.text);
    else if (ts.isIdentifier(node) && isFree(node)) {
      facts.names.push(fact(node, node.text));
      const { parent } = node;
      if (ts.isPropertyAccessExpression(parent)) facts.names.push(fact(node, `${node.text}.${parent.name.text}`));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { ...facts, names: facts.names.filter(({ text }) => !declared.has(text.split('.', 1)[0] ?? text)) };
}

/** The specifier of `import …`, `export … from`, `import(…)` and of a type's `import('…')`. */
function importOf(node: ts.Node): { specifier: ts.StringLiteralLike; typeOnly: boolean } | undefined {
  const found = (specifier: ts.Node | undefined, typeOnly: boolean) =>
    specifier && ts.isStringLiteralLike(specifier) ? { specifier, typeOnly } : undefined;
  if (ts.isImportDeclaration(node)) return found(node.moduleSpecifier, importsTypesOnly(node.importClause));
  if (ts.isExportDeclaration(node)) return found(node.moduleSpecifier, node.isTypeOnly);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
    return found(node.arguments[0], false);
  }
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return found(node.argument.literal, true);
  return undefined;
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true;
  const { name, namedBindings } = clause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

function isSpecifier(node: ts.StringLiteralLike): boolean {
  const { parent } = node;
  const holder = ts.isLiteralTypeNode(parent) ? parent.parent : parent;
  return importOf(holder)?.specifier === node;
}

/** A template's text with `…` where its values go. */
function templateText(template: ts.TemplateExpression): string {
  return template.head.text + template.templateSpans.map((span) => `…${span.literal.text}`).join('');
}

/** True if the file declares a name, takes it as a parameter or imports it. */
function isDeclared(node: ts.Identifier): boolean {
  const { parent } = node;
  const declares =
    ts.isVariableDeclaration(parent) ||
    ts.isBindingElement(parent) ||
    ts.isParameter(parent) ||
    ts.isTypeParameterDeclaration(parent) ||
    ts.isFunctionDeclaration(parent) ||
    ts.isClassDeclaration(parent) ||
    ts.isInterfaceDeclaration(parent) ||
    ts.isTypeAliasDeclaration(parent) ||
    ts.isImportClause(parent) ||
    ts.isImportSpecifier(parent) ||
    ts.isNamespaceImport(parent);
  return declares && parent.name === node;
}

/** True if an identifier is a reference, not the name of a member. */
function isFree(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isQualifiedName(parent)) return parent.left === node;
  const namesMember = ts.isPropertyAssignment(parent) || ts.isClassElement(parent) || ts.isTypeElement(parent);
  return !(namesMember && parent.name === node);
}
