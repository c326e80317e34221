/** The notices of the packages whose code the build copies into what Florin ships, as their licences require. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** `node_modules/preact` of `…/node_modules/preact/hooks/dist/hooks.mjs`. */
const PACKAGE_FOLDER = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;
const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.\w+)?$/i;

/** A plugin of Vite that adds the folder of every package with code in the output to `folders`. */
export function collectPackages(folders: Set<string>): Plugin {
  return {
    name: 'florin-collect-packages',
    generateBundle(_, bundle) {
      for (const output of Object.values(bundle)) {
        if (output.type !== 'chunk') continue;
        for (const [id, { renderedLength }] of Object.entries(output.modules)) {
          const folder = PACKAGE_FOLDER.exec(id.replaceAll('\\', '/'))?.[0];
          if (folder && renderedLength > 0) folders.add(folder);
        }
      }
    },
  };
}

/** Returns the text of the notices. Throws if a package comes without the text of its licence. */
export function noticesOf(folders: Iterable<string>): string {
  const notices = [...folders].map(noticeOf).sort();
  return `Florin contains code of these packages.\n\n${notices.join('\n')}`;
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license?: string;
  };
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file));
  if (files.length === 0)
    throw new Error(`${name} has no licence file. Add its licence by hand, or use another package.`);
  const texts = files.map((file) => readFileSync(join(folder, file), 'utf8').trim());
  return `${'-'.repeat(80)}\n${name} ${version} (${license ?? 'see below'})\n\n${texts.join('\n\n')}\n`;
}
