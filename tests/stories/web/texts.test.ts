import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fill } from '../../../src/shared/texts/fill.ts';

const FOLDER = new URL('../../../src/shared/texts/', import.meta.url);
const LANGUAGES = readdirSync(FOLDER, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);
const PARTS = readdirSync(new URL('en/', FOLDER)).map((file) => file.replace(/\.ts$/, ''));

/** Returns the texts of a part by path (`problem.missing`), or undefined if the language lacks the part. */
async function textsOf(language: string, part: string): Promise<Map<string, string> | undefined> {
  const file = new URL(`${language}/${part}.ts`, FOLDER);
  if (!existsSync(file)) return undefined;
  const { [part]: texts }: Record<string, object> = await import(file.href);
  return new Map(leavesOf(texts ?? {}));
}

function leavesOf(texts: object, path = ''): [string, string][] {
  return Object.entries(texts).flatMap(([name, text]): [string, string][] =>
    typeof text === 'string' ? [[path + name, text]] : leavesOf(text, `${path}${name}.`),
  );
}

function placeholdersOf(text: string): string[] {
  return [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name))].sort();
}

/**
 * Returns the placeholders that every language needs. In a plural, some languages have a word instead of the count
 * ("every day").
 */
function needed(path: string, text: string): string[] {
  return placeholdersOf(text).filter((name) => name !== 'count' || !/_(one|other)$/.test(path));
}

describe.each(LANGUAGES)('the texts in %s', (language) => {
  test.each(PARTS)('%s has the names and placeholders of English', async (part) => {
    const [english, texts] = [await textsOf('en', part), await textsOf(language, part)];
    if (!texts) return;
    expect([...texts.keys()].sort()).toEqual([...(english?.keys() ?? [])].sort());
    for (const [path, text] of texts) {
      expect({ path, placeholders: needed(path, text) }).toEqual({
        path,
        placeholders: needed(path, english?.get(path) ?? ''),
      });
    }
  });

  test('no text exists in two parts that are shown together', async () => {
    const paths = (await Promise.all(['elements', 'form', 'checkout'].map((part) => textsOf(language, part)))).flatMap(
      (texts) => [...(texts?.keys() ?? [])],
    );
    expect(paths.filter((path, place) => paths.indexOf(path) !== place)).toEqual([]);
  });
});

test('every language can be loaded in browsers, and those with pages on the server', () => {
  const listed = /LANGUAGES = \[([^\]]*)\]/.exec(readFileSync('web/texts/texts.ts', 'utf8'))?.[1] ?? '';
  expect([...listed.matchAll(/'(\w+)'/g)].map(([, name]) => name)).toEqual(LANGUAGES);
  const chosen = readFileSync('src/pages/languages/choose.ts', 'utf8');
  const withPages = LANGUAGES.filter((language) => existsSync(new URL(`${language}/pages.ts`, FOLDER)));
  expect([...chosen.matchAll(/shared\/texts\/(\w+)\/pages/g)].map(([, name]) => name)).toEqual(withPages);
});

test('a text is filled in with its values, and a missing value is an error', () => {
  expect(fill('Pay {{merchant}} with {{method}}, {{merchant}}', { merchant: 'A', method: 'B' })).toBe(
    'Pay A with B, A',
  );
  expect(() => fill('Back to {{merchant}}', {})).toThrow('No value for {{merchant}}');
});
