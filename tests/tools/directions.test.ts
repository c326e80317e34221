import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { brokenDirections, FOLDER_CYCLES, readSources } from '../../scripts/directions.ts';
import { brokenWebDirections, WEB_ONLY, WEB_ROWS } from '../../scripts/web-directions.ts';

const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as { dependencies: Record<string, string> };
const packages = Object.keys(dependencies);

const source = (imported: string, name = 'b') => `import type { ${name} } from '${imported}';`;

test('every file of src/ follows the directions', async () => {
  const files = await readSources('src');
  expect(files.length).toBeGreaterThan(0);
  expect(brokenDirections(files, packages)).toEqual([]);
});

test('every file of web/ follows its directions', async () => {
  const files = await readSources('web');
  expect(files.length).toBeGreaterThan(0);
  expect(brokenWebDirections(files)).toEqual([]);
});

describe('the check of web/ sees', () => {
  const broken: readonly [string, path: string, source: string, message: string][] = [
    [
      'a form that imports an element',
      'form/a.ts',
      `import { b } from '../elements/b.ts';`,
      'form must not import elements',
    ],
    ['a type alone', 'ui/a.tsx', `import type { B } from '../card/b.ts';`, 'ui must not import card'],
    ['a neighbour', 'checkout/a.ts', `import { b } from '../elements/b.ts';`, 'checkout must not import elements'],
    [
      'a page that imports the script for merchants',
      'checkout/a/b.ts',
      `import { b } from '../../stripe-js/b.ts';`,
      'checkout must not import stripe-js',
    ],
    [
      'a script that loads texts',
      'stripe-js/a.ts',
      `import { b } from '../texts/b.ts';`,
      'stripe-js must not import texts',
    ],
    [
      'code of the server',
      'checkout/a.ts',
      `import type { B } from '../../src/checkout/b.ts';`,
      'web must not import src/checkout/b.ts; move what both need to src/shared',
    ],
    [
      'a room that is not planned',
      'utils/a.ts',
      `import { b } from '../ui/b.ts';`,
      'utils is not in the plan of rooms',
    ],
  ];
  test.each(broken)('%s', (_, path, source, message) => {
    expect(brokenWebDirections([{ path, source }])).toEqual([expect.stringContaining(`web/${path}:1 ${message}`)]);
  });

  test('a cycle of files, even if only types are imported', () => {
    const files = [
      { path: 'texts/a.ts', source: source('./b.ts') },
      { path: 'texts/b.ts', source: source('./a.ts') },
    ];
    expect(brokenWebDirections(files)).toEqual(['web/texts/a.ts is in a cycle of imports: texts/a.ts, texts/b.ts']);
  });

  test('nothing wrong with rooms below, or with code shared by browser and server', () => {
    for (const [row, rooms] of WEB_ROWS.entries()) {
      for (const room of rooms) {
        // Some may import less than their row allows.
        if (room in WEB_ONLY) continue;
        const below = WEB_ROWS.slice(0, row)
          .flat()
          .filter((lower) => !(lower in WEB_ONLY));
        const imports = below.map((lower) => source(`../${lower}/b.ts`)).join('\n');
        const shared = source('../../src/shared/currencies.ts');
        expect(brokenWebDirections([{ path: `${room}/a.ts`, source: `${imports}\n${shared}` }])).toEqual([]);
      }
    }
  });
});

describe('the check sees', () => {
  const broken: readonly [string, path: string, source: string, message: string][] = [
    [
      'a lower room that imports a higher one',
      'kernel/a.ts',
      `import { b } from '../payments/b.ts';`,
      'kernel must not import payments',
    ],
    ['an import of types alone', 'ledger/a.ts', `import type { B } from '../api/b.ts';`, 'ledger must not import api'],
    [
      'a name that is passed on',
      'events/a.ts',
      `export { b } from '../billing/b.ts';`,
      'events must not import billing',
    ],
    ['a dynamic import', 'payments/a.ts', `await import('../checkout/b.ts');`, 'payments must not import checkout'],
    ['an import inside a type', 'timers/a.ts', `type B = import('../pages/b.ts').B;`, 'timers must not import pages'],
    ['a neighbour', 'customers/a.ts', `import { b } from '../checkout/b.ts';`, 'customers must not import checkout'],
    ['a neighbour the wrong way', 'pages/a.ts', `import { b } from '../api/b.ts';`, 'pages must not import api'],
    [
      'storage that knows payments',
      'storage/sqlite/a.ts',
      `import { b } from '../../payments/b.ts';`,
      'storage must not import payments',
    ],
    ['a way out of src/', 'api/a.ts', `import { b } from '../../scripts/b.ts';`, 'src must not import scripts/b.ts'],
    [
      'a room that nobody planned',
      'utils/a.ts',
      `import { b } from '../kernel/b.ts';`,
      'utils is not in the plan of rooms',
    ],
    [
      'a package that is not shipped',
      'api/a.ts',
      `import { b } from 'vitest/node';`,
      `vitest is not a dependency of the package`,
    ],
    ['SQL', 'payments/a.ts', 'const sql = `SELECT id FROM accounts WHERE id = ?`;', 'SQL belongs in storage'],
    [
      'a version name',
      'payments/a.ts',
      `if (version < '2022-11-15') old();`,
      'the name of an API version belongs in api/versions',
    ],
    [
      'Node in code that browsers share',
      'shared/a.ts',
      `import { join } from 'node:path';`,
      'shared runs in browsers too: no packages, no Node',
    ],
    [
      'a global of Node in code that browsers share',
      'shared/a.ts',
      `export const a = process.env.A;`,
      'shared runs in browsers too: no packages, no Node',
    ],
    ['a clock', 'billing/a.ts', 'const now = Date.now();', 'a clock or a date'],
    ['a timeout', 'network/a.ts', 'setTimeout(go, 5);', 'a clock or a date'],
    ['HTTP', 'checkout/a.ts', 'await fetch(url);', 'HTTP belongs in api'],
    [
      'a type that imports behaviour',
      'charges/type.ts',
      `import type { B } from '../methods/b.ts';`,
      'type.ts may import packages, the kernel and other type.ts only',
    ],
  ];
  test.each(broken)('%s', (_, path, source, message) => {
    expect(brokenDirections([{ path, source }], packages)).toEqual([
      expect.stringContaining(`src/${path}:1 ${message}`),
    ]);
  });
});

describe('the check sees cycles', () => {
  test('of files, even if only types are imported', () => {
    const files = [
      { path: 'kernel/a.ts', source: source('./b.ts') },
      { path: 'kernel/b.ts', source: source('./c.ts') },
      { path: 'kernel/c.ts', source: source('./a.ts') },
    ];
    expect(brokenDirections(files, packages)).toEqual([
      'src/kernel/a.ts is in a cycle of imports: kernel/a.ts, kernel/b.ts, kernel/c.ts',
    ]);
  });

  test('of folders inside a room', () => {
    const files = [
      { path: 'payments/one/a.ts', source: source('../two/a.ts') },
      { path: 'payments/two/a.ts', source: '' },
      { path: 'payments/two/b.ts', source: source('../one/b.ts') },
      { path: 'payments/one/b.ts', source: '' },
    ];
    expect(brokenDirections(files, packages)).toEqual([
      'src/payments/one is in a cycle of imports: payments/one, payments/two',
    ]);
  });

  test('but not between a folder and its parent folder, or of types only', () => {
    const files = [
      { path: 'payments/a.ts', source: source('./one/a.ts') },
      { path: 'payments/one/a.ts', source: `${source('../b.ts')}\n${source('../two/type.ts')}` },
      { path: 'payments/two/type.ts', source: '' },
      { path: 'payments/two/a.ts', source: source('../one/a.ts') },
      { path: 'payments/b.ts', source: '' },
    ];
    expect(brokenDirections(files, packages)).toEqual([]);
  });

  test('but not those that the plan allows', () => {
    const files = FOLDER_CYCLES.flatMap(([one = '', two = '']) => [
      { path: `${one}/a.ts`, source: source(`../${two.split('/')[1]}/b.ts`) },
      { path: `${two}/a.ts`, source: source(`../${one.split('/')[1]}/b.ts`) },
      { path: `${one}/b.ts`, source: '' },
      { path: `${two}/b.ts`, source: '' },
    ]);
    expect(brokenDirections(files, packages)).toEqual([]);
  });
});

describe('the check accepts', () => {
  const fine: readonly [string, path: string, source: string][] = [
    ['rooms below', 'billing/a.ts', `import { b } from '../payments/b.ts';\nimport { c } from '../kernel/c.ts';`],
    ['the contract', 'kernel/a.ts', `import type { B } from '../../contract/generated/b.d.ts';`],
    ['types of a package that is not shipped', 'payments/a.ts', `import type Stripe from 'stripe';`],
    ['a field called Date', 'customers/a.ts', 'interface A { Date: string }\nconst b = a.Date;'],
    ['a name of its own', 'network/a.ts', 'function once<Request>(request: Request): Request { return request; }'],
    ['a version name in a version change', 'payments/changes/a.ts', `const version = '2022-11-15';`],
    ['comments', 'kernel/a.ts', '// SELECT a FROM b; Date.now() since 2022-11-15\nexport const a = 1;'],
    ['tests beside the code', 'kernel/a.test.ts', `import { b } from '../api/b.ts';`],
  ];
  test.each(fine)('%s', (_, path, source) => {
    expect(brokenDirections([{ path, source }], packages)).toEqual([]);
  });
});
