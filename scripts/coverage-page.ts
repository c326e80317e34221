import { writeFileSync } from 'node:fs';
import { allOperations as officialOperations } from '../src/contract/contract.ts';
import { assemble } from '../src/kernel/assemble.ts';
import type { Operation } from '../src/kernel/operation.ts';
import { ROOMS } from '../src/rooms.ts';

/** Generates docs/coverage.md from the operations' declarations: `npm run generate:coverage`. */

export const PAGE = new URL('../docs/coverage.md', import.meta.url);

/** Every operation that is built, by its id. */
export function builtOperations(): ReadonlyMap<string, Operation> {
  return assemble(ROOMS).operations;
}

/** The ids of the API's operations by resource, in the order of their paths. */
function operationsByResource(): Map<string, string[]> {
  const resources = new Map<string, string[]>();
  for (const { id, params } of officialOperations()) {
    resources.set(params, [...(resources.get(params) ?? []), id]);
  }
  return resources;
}

function refused({ notYet }: Operation): string {
  return notYet
    .map((part) => `\`${typeof part === 'string' ? part : part.given}\``)
    .sort()
    .join(' ');
}

function section(resource: string, ids: readonly string[], built: ReadonlyMap<string, Operation>): string {
  const rows = ids.map((id) => {
    const operation = built.get(id);
    return `| \`${id}\` | ${operation ? 'yes' : 'no'} | ${operation ? refused(operation) : ''} |`;
  });
  return `### ${resource}\n\n| Operation | Built | Refused parameters and values |\n|---|---|---|\n${rows.join('\n')}\n`;
}

/** The page as it is now. */
export function page(): string {
  const built = builtOperations();
  const resources = [...operationsByResource()].sort(([one], [other]) => (one < other ? -1 : 1));
  const isBuilt = (id: string) => built.has(id);
  const begun = resources.filter(([, ids]) => ids.some(isBuilt));
  const missing = resources.filter(([, ids]) => !ids.some(isBuilt));
  const ids = resources.flatMap(([, of]) => of);
  return `# Coverage

Generated from the operations' declarations by \`npm run generate:coverage\`.

Florin has ${ids.filter(isBuilt).length} of the ${ids.length} operations of the API, on ${begun.length} of its ${resources.length} resources. An operation that is not
built answers 501, and so does a call with a parameter or a value that is listed as refused; nothing is done then.

## Resources with operations that are built

${begun.map(([resource, of]) => section(resource, of, built)).join('\n')}
## Resources without

| Resource | Operations |
|---|---|
${missing.map(([resource, of]) => `| ${resource} | ${of.map((id) => `\`${id}\``).join('<br>')} |`).join('\n')}
`;
}

if (import.meta.main) writeFileSync(PAGE, page());
