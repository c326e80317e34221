/**
 * Measures how comments are written (see STYLE.md), as part of `npm run check`. `node scripts/prose.ts src/charges` lists
 * what to rewrite in a folder.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDERS = ['src', 'web', 'contract', 'tests'];
/** Made by tools. */
const GENERATED = /^(contract\/(generated|releases)|web\/dist)\//;

/** Shares of all doc comments, in percent. */
const MOST_QUESTIONS_PERCENT = 4;
const MOST_SPEECH_PERCENT = 0.5;
/** In src and web. */
const MOST_FORCED_CASTS = 10;

const DOC_COMMENT = /(?<=^[ \t]*)\/\*\*(?=\s)[\s\S]*?\*\//gm;
/** Comments begin with a verb or a noun. */
const QUESTION = /^(what|how|whether|where|why)\b/i;
/** Code does not talk: functions return, events are emitted, errors are thrown. */
const SPEECH = /\b(tell|tells|telling|told|say|says|saying|said)\b/i;
/** Casts that the compiler cannot question. */
const FORCED_CAST = /\bas (unknown as\b|never\b)/g;
const COMMENT = /\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*/g;

export interface Place {
  /** Relative to the root, with the line, as `src/charges/make.ts:17`. */
  readonly at: string;
  readonly text: string;
}

export interface Prose {
  readonly docComments: number;
  readonly questions: readonly Place[];
  readonly speech: readonly Place[];
  readonly forcedCasts: readonly Place[];
}

/** Measures the sources of `folders` below `root`. */
export function readProse(root: string, folders: readonly string[] = FOLDERS): Prose {
  const sources = folders.flatMap((folder) => sourcesBelow(root, folder));
  const comments = sources.flatMap(([path, source]) =>
    places(path, source, DOC_COMMENT).map(({ at, text }) => ({ at, text: withoutStars(text) })),
  );
  const code = sources.filter(([path]) => /^(src|web)\//.test(path));
  return {
    docComments: comments.length,
    questions: comments.filter(({ text }) => QUESTION.test(text)),
    speech: comments.filter(({ text }) => SPEECH.test(text)),
    forcedCasts: code.flatMap(([path, source]) => places(path, blankComments(source), FORCED_CAST)),
  };
}

/** Returns one line for each measure that misses its floor. */
export function missedFloors({ docComments, questions, speech, forcedCasts }: Prose): string[] {
  const share = (part: readonly Place[]) => (100 * part.length) / Math.max(1, docComments);
  const [asking, speaking] = [share(questions), share(speech)];
  return [
    asking > MOST_QUESTIONS_PERCENT &&
      `${asking.toFixed(1)} % of ${docComments} doc comments begin with What, How, Whether, Where or Why (at most ${MOST_QUESTIONS_PERCENT} %)`,
    speaking > MOST_SPEECH_PERCENT &&
      `${speaking.toFixed(1)} % of ${docComments} doc comments contain tell, told, say or said (at most ${MOST_SPEECH_PERCENT} %)`,
    forcedCasts.length > MOST_FORCED_CASTS &&
      `${forcedCasts.length} casts go through unknown or to never in src and web (at most ${MOST_FORCED_CASTS})`,
  ].filter((line) => line !== false);
}

function sourcesBelow(root: string, folder: string): [path: string, source: string][] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => /\.tsx?$/.test(path) && !GENERATED.test(path))
    .sort()
    .map((path) => [path, readFileSync(join(root, path), 'utf8')]);
}

function places(path: string, source: string, pattern: RegExp): Place[] {
  return [...source.matchAll(pattern)].map(({ 0: text, index }) => ({
    at: `${path}:${source.slice(0, index).split('\n').length}`,
    text,
  }));
}

/** Preserves line breaks, and so line numbers. */
function blankComments(source: string): string {
  return source.replace(COMMENT, (comment) => comment.replace(/[^\n]/g, ' '));
}

function withoutStars(comment: string): string {
  return comment
    .slice('/**'.length, -'*/'.length)
    .replace(/^\s*\* ?/gm, '')
    .trim();
}

if (import.meta.main) {
  const folders = process.argv.slice(2).map((folder) => folder.replace(/\/$/, ''));
  const prose = readProse('.', folders.length > 0 ? folders : FOLDERS);
  for (const { at, text } of [...prose.questions, ...prose.speech, ...prose.forcedCasts])
    console.log(`${at} ${text.replace(/\s+/g, ' ')}`);
  console.log(missedFloors(prose).join('\n'));
}
