/**
 * `npm run walk`: the files that confirming a PaymentIntent with a plain card passes, call by call. Counts every call
 * in the code of the three rooms of payments that runs on this way and leads into another of their files, each place in
 * the code once. Not counted: `type.ts`, and what other rooms do (kernel, methods, the network, the ledger).
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { posix, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-compiler';

const ROOMS = ['payments', 'charges', 'payment-methods'];
const SOURCE = fileURLToPath(new URL('../src/', import.meta.url));
const KEY = 'Bearer sk_test_walk';

interface Stop {
  readonly from: string;
  readonly to: string;
  readonly name: string;
}

const stops = new Map<string, Stop>();
let recording = false;

/** Called by the instrumented code in front of every call that leads into another file. */
const stop = (from: string, to: string, name: string, at: number): void => {
  const place = `${from}:${at}`;
  if (recording && !stops.has(place)) stops.set(place, { from, to, name });
};
Object.assign(globalThis, { stop });

registerHooks({
  load(url, context, nextLoad) {
    const path = url.startsWith('file:') ? relative(SOURCE, fileURLToPath(url)).replaceAll('\\', '/') : '';
    if (!isCounted(path)) return nextLoad(url, context);
    const source = readFileSync(fileURLToPath(url), 'utf8');
    return { format: 'module-typescript', source: instrumented(path, source), shortCircuit: true };
  },
});

function isCounted(path: string): boolean {
  return ROOMS.some((room) => path.startsWith(`${room}/`)) && !/(^|\/)type\.ts$/.test(path);
}

/** The source with a `stop` in front of every call of a function that it imports from a counted file. */
function instrumented(path: string, source: string): string {
  const file = ts.createSourceFile(path, source, ts.ScriptTarget.Latest, true);
  const origins = new Map<string, string>();
  for (const statement of file.statements) {
    if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) continue;
    const target = posix.join(posix.dirname(path), statement.moduleSpecifier.text);
    const bindings = statement.importClause?.namedBindings;
    if (!isCounted(target) || !bindings || !ts.isNamedImports(bindings)) continue;
    for (const { name } of bindings.elements) origins.set(name.text, target);
  }
  const inserts: { at: number; text: string }[] = [];
  const visit = (node: ts.Node): void => {
    const target =
      ts.isCallExpression(node) && ts.isIdentifier(node.expression) ? origins.get(node.expression.text) : undefined;
    if (target !== undefined && ts.isCallExpression(node)) {
      const { expression } = node;
      const facts = [path, target, expression.getText(file), expression.getStart(file)];
      inserts.push({
        at: expression.getStart(file),
        text: `(stop(${facts.map((fact) => JSON.stringify(fact)).join()}),`,
      });
      inserts.push({ at: expression.end, text: ')' });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  inserts.sort((a, b) => b.at - a.at);
  return inserts.reduce((text, insert) => text.slice(0, insert.at) + insert.text + text.slice(insert.at), source);
}

const { createFlorin } = await import('../src/florin.ts');
const florin = await createFlorin({ storage: ':memory:' });

async function post(path: string, params: Record<string, string>): Promise<Record<string, unknown>> {
  const answer = await florin.fetch(
    new Request(`http://localhost${path}`, {
      method: 'POST',
      headers: { authorization: KEY, 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(params).toString(),
    }),
  );
  return (await answer.json()) as Record<string, unknown>;
}

const { id } = await post('/v1/payment_intents', { amount: '2000', currency: 'usd', 'payment_method_types[]': 'card' });
recording = true;
const paid = await post(`/v1/payment_intents/${String(id)}/confirm`, { payment_method: 'pm_card_visa' });
recording = false;
await florin.close();
if (paid.status !== 'succeeded') throw new Error(`The payment did not succeed: ${JSON.stringify(paid)}`);

const visited = new Set<string>();
let returns = 0;
for (const { from, to, name } of stops.values()) {
  visited.add(from);
  const isReturn = visited.has(to);
  visited.add(to);
  if (isReturn) returns += 1;
  console.log(`${isReturn ? 'return' : '      '} ${from} → ${to} ${name}`);
}
console.log(`${visited.size} files, ${stops.size} stops, ${returns} returns`);
