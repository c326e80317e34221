/** Finds the cycles of imports in `src/`: between files, and between the folders of one room. */
import { posix } from 'node:path';
import type { SourceFile } from './directions.ts';
import { readSourceFacts } from './source-facts.ts';

/** Nodes and what each of them imports. */
type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** Every set of files that import each other in a circle, type imports included. */
export function fileCycles(files: readonly SourceFile[]): string[][] {
  return cyclesOf(importsOf(files));
}

/**
 * Every set of folders of one room that import each other in a circle. A folder and those inside it count as one side,
 * and `type.ts` may be imported from anywhere, so neither makes a circle.
 */
export function folderCycles(files: readonly SourceFile[]): string[][] {
  const folders = new Map<string, Set<string>>();
  for (const [file, targets] of importsOf(files)) {
    const from = posix.dirname(file);
    const imported = folders.get(from) ?? new Set();
    folders.set(from, imported);
    for (const target of targets) {
      const to = posix.dirname(target);
      const isOtherRoom = roomOf(from) !== roomOf(to);
      if (isOtherRoom || isNested(from, to) || posix.basename(target) === 'type.ts') continue;
      imported.add(to);
    }
  }
  return cyclesOf(folders);
}

function importsOf(files: readonly SourceFile[]): Graph {
  const known = new Set(files.map(({ path }) => path));
  return new Map(
    files.map(({ path, source }) => {
      const targets = readSourceFacts(path, source)
        .imports.filter(({ text }) => text.startsWith('.'))
        .map(({ text }) => posix.join(posix.dirname(path), text));
      return [path, new Set(targets.filter((target) => known.has(target)))];
    }),
  );
}

function roomOf(folder: string): string {
  return folder.split('/', 1)[0] ?? folder;
}

function isNested(a: string, b: string): boolean {
  return a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`);
}

/** The strongly connected components of more than one node (Tarjan's algorithm), each in alphabetical order. */
function cyclesOf(graph: Graph): string[][] {
  const index = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const cycles: string[][] = [];
  const visit = (node: string): number => {
    const own = index.size;
    index.set(node, own);
    lowest.set(node, own);
    open.push(node);
    for (const target of graph.get(node) ?? []) {
      const reached = index.has(target) ? (open.includes(target) ? (index.get(target) ?? own) : own) : visit(target);
      lowest.set(node, Math.min(lowest.get(node) ?? own, reached));
    }
    if (lowest.get(node) === own) {
      const component = open.splice(open.indexOf(node));
      if (component.length > 1) cycles.push(component.sort());
    }
    return lowest.get(node) ?? own;
  };
  for (const node of graph.keys()) if (!index.has(node)) visit(node);
  return cycles.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
}
