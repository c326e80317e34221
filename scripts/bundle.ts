import { build, type Plugin } from 'vite';
import { collectPackages } from './third-party.ts';

/** The command, the library, and what it has for runners of tests. */
const ENTRIES = ['main', 'florin', 'playwright', 'vitest', 'cypress', 'cypress-support'];

/** Characters of two bytes. In the bundle they are in strings, regular expressions and comments, where an escape means the same. */
const WIDE_CHARACTER = /[\u0100-\uffff]/g;

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** An import of a module of Node, as Rolldown writes it. */
const NODE_IMPORT = /^import \{ ([^}]+) \} from "(node:[^"]+)";$/gm;

/** An `import` of a module of Node reads all that it exports, and getters of `node:fs` and `node:util` load 3 ms of code each. */
function builtin(_: string, names: string, module: string): string {
  return `const { ${names.replaceAll(' as ', ': ')} } = process.getBuiltinModule("${module}");`;
}

/**
 * Makes chunks quicker to load. V8 keeps the source of every file, and takes two bytes a character if a single one needs
 * them.
 */
const forNode: Plugin = {
  name: 'florin-for-node',
  // At the end, because what Vite does to a chunk before that writes the characters themselves.
  generateBundle(_, files) {
    for (const file of Object.values(files)) {
      if (file.type === 'chunk') file.code = file.code.replace(NODE_IMPORT, builtin).replace(WIDE_CHARACTER, escaped);
    }
  },
};

/**
 * Bundles the server into a few files, because Node takes longer to look up eight hundred modules than to run them. Names
 * and comments stay, so that stack traces can be read. Returns the folders of the packages that are in the bundle: the
 * package's dependencies are not, npm installs them.
 */
export async function bundle(folder: string): Promise<Set<string>> {
  const packages = new Set<string>();
  await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    plugins: [collectPackages(packages), forNode],
    build: {
      ssr: true,
      outDir: folder,
      emptyOutDir: false,
      target: 'node24',
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(ENTRIES.map((name) => [name, `src/${name}.ts`])),
        output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name].js' },
      },
    },
  });
  return packages;
}
