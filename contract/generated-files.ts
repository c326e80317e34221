import ts from 'typescript-compiler';
import { completeParams, completeShape } from './additions.ts';
import { type Fact, TypeTable, tableFile } from './facts.ts';
import { compare, readOperations, type SdkOperation } from './operations.ts';
import { withPageOperations, withPageParams } from './page-operations.ts';
import { createTypeReader, type TypeReader } from './read-types.ts';
import { findResources } from './resources.ts';
import { openSdk, type Sdk } from './sdk.ts';

/**
 * Every file of `contract/generated`, its path below that directory mapped to its content. The same installed package
 * always gives the same files.
 */
export function generatedFiles(): Map<string, string> {
  const sdk = openSdk();
  const reader = createTypeReader(sdk);
  const operations = withPageOperations(readOperations(sdk));
  return new Map([
    ['operations.json', operationIndex(sdk, reader, operations)],
    ['operations.d.ts', operationTypes(sdk, operations)],
    ['event-types.json', lines(enumValues(sdk, reader, 'Stripe.Event.Type'))],
    [
      'api-versions.json',
      lines(enumValues(sdk, reader, 'Stripe.WebhookEndpointCreateParams.ApiVersion').sort(compare)),
    ],
    ...paramFiles(reader, operations),
    ...resourceFiles(sdk, reader),
  ]);
}

function idOf(operation: SdkOperation): string {
  return `${operation.method} ${operation.path}`;
}

/** "Checkout/Sessions" → "checkout.sessions", "V2/Core/AccountLinks" → "v2.core.account_links". */
function snakeName(resource: string): string {
  return resource
    .replaceAll('/', '.')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase();
}

function operationIndex(sdk: Sdk, reader: TypeReader, operations: readonly SdkOperation[]): string {
  const rows = operations.map((operation) =>
    JSON.stringify({
      method: operation.method,
      path: operation.path,
      params: snakeName(operation.resource),
      result: { kind: operation.resultKind, objects: operation.result ? reader.objectNames(operation.result) : [] },
    }),
  );
  const head = `"package": "stripe@${sdk.packageVersion}",\n  "version": "${sdk.apiVersion}",`;
  return `{\n  ${head}\n  "operations": [\n    ${rows.join(',\n    ')}\n  ]\n}\n`;
}

function paramFiles(reader: TypeReader, operations: readonly SdkOperation[]): [string, string][] {
  const card = cardDetails(reader, operations);
  const mandate = mandateData(reader, operations);
  return [...Map.groupBy(operations, (operation) => operation.resource)].map(([resource, members]) => {
    const table = new TypeTable();
    const roots = members.map((operation): [string, number] => {
      const id = idOf(operation);
      const params = withPageParams(id, paramsOf(reader, operation), mandate);
      return [id, table.place(completeParams(id, params, card))];
    });
    return [`params/${snakeName(resource)}.json`, tableFile(table, roots)];
  });
}

function paramsOf(reader: TypeReader, operation: SdkOperation): Fact {
  return operation.params ? reader.hash(operation.params) : { kind: 'hash', fields: {}, required: [] };
}

/** The customer acceptance that a page sends when it confirms with its publishable key. */
function mandateData(reader: TypeReader, operations: readonly SdkOperation[]): Fact {
  const confirm = operations.find((operation) => idOf(operation) === 'POST /v1/payment_intents/{intent}/confirm');
  const params = confirm && paramsOf(reader, confirm);
  const mandate = params?.kind === 'hash' ? params.fields.mandate_data : undefined;
  if (!mandate) throw new Error('The package does not have the parameters of a mandate.');
  return mandate;
}

function cardDetails(reader: TypeReader, operations: readonly SdkOperation[]): Fact {
  const create = operations.find((operation) => idOf(operation) === 'POST /v1/payment_methods');
  const params = create && paramsOf(reader, create);
  const card = params?.kind === 'hash' ? params.fields.card : undefined;
  if (!card) throw new Error('The package does not have the parameters of a card payment method.');
  return card;
}

function resourceFiles(sdk: Sdk, reader: TypeReader): [string, string][] {
  return findResources(sdk, reader).map(([name, symbol]) => {
    const table = new TypeTable();
    return [
      `resources/${name}.json`,
      tableFile(table, [[name, table.place(completeShape(name, reader.hash(symbol)))]]),
    ];
  });
}

function enumValues(sdk: Sdk, reader: TypeReader, publicName: string): string[] {
  const symbol = [...sdk.publicNames].find(([, name]) => name === publicName)?.[0];
  const alias = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
  const fact = alias && reader.type(alias.type);
  if (fact?.kind !== 'enum') throw new Error(`The package does not have the enum ${publicName}.`);
  return [...fact.values];
}

function lines(values: readonly string[]): string {
  return `[\n  ${values.map((value) => JSON.stringify(value)).join(',\n  ')}\n]\n`;
}

function operationTypes(sdk: Sdk, operations: readonly SdkOperation[]): string {
  const rows = operations.map((operation) => {
    return `  '${idOf(operation)}': { params: ${paramsType(sdk, operation)}; result: ${resultType(sdk, operation)} };`;
  });
  return [
    "import type Stripe from 'stripe';",
    '',
    '/** The parameters and the result of every operation, by its id. */',
    'export interface Operations {',
    ...rows,
    '}',
    '',
  ].join('\n');
}

/** The package forgets to export some parameter types; those are named by way of the function that takes them. */
function paramsType(sdk: Sdk, operation: SdkOperation): string {
  if (!operation.params) return 'Record<string, never>';
  const name = sdk.publicNames.get(operation.params);
  if (name) return name;
  const method = operation.declaration;
  const owner = sdk.checker.getSymbolAtLocation((method.parent as ts.ClassDeclaration).name ?? method.name);
  const path = owner && sdk.clientPaths.get(owner);
  if (!path) throw new Error(`The client does not have ${method.parent.getText().slice(0, 60)}.`);
  return `NonNullable<Parameters<${path}['${method.name.getText()}']>[${operation.paramsArgument}]>`;
}

const listTypes: Partial<Record<SdkOperation['resultKind'], string>> = {
  list: 'Stripe.ApiList',
  search: 'Stripe.ApiSearchResult',
  v2_list: 'Stripe.V2List',
  v2_search: 'Stripe.V2SearchResult',
};

function resultType(sdk: Sdk, operation: SdkOperation): string {
  if (operation.resultKind === 'stream') return 'Stripe.StripeStreamResponse';
  if (!operation.result) return 'Record<string, never>';
  const name = typeText(sdk, operation.result);
  const list = listTypes[operation.resultKind];
  return list ? `${list}<${name}>` : name;
}

function typeText(sdk: Sdk, node: ts.TypeNode): string {
  if (ts.isUnionTypeNode(node)) return node.types.map((member) => typeText(sdk, member)).join(' | ');
  if (!ts.isTypeReferenceNode(node)) throw new Error(`Cannot name the type ${node.getText()}.`);
  let symbol = sdk.checker.getSymbolAtLocation(node.typeName);
  if (symbol && symbol.flags & ts.SymbolFlags.Alias) symbol = sdk.checker.getAliasedSymbol(symbol);
  return publicName(sdk, symbol);
}

function publicName(sdk: Sdk, symbol: ts.Symbol | undefined): string {
  const name = symbol && sdk.publicNames.get(symbol);
  if (!name) throw new Error(`The package does not export the type ${symbol?.name}.`);
  return name;
}
