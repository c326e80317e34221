import { readFileSync } from 'node:fs';
import { ROOT } from '../contract/root.ts';

/** The fonts of printed documents: TrueType subsets, whose licences are beside them. */
const FILES = { sans: 'sans.ttf', bold: 'sans-bold.ttf', east: 'east.ttf' } as const;

export type FontName = keyof typeof FILES;

export const FONT_NAMES = Object.keys(FILES) as FontName[];

const loaded = new Map<FontName, Buffer>();

/** The bytes of a font, read once. */
export function fontBytes(name: FontName): Buffer {
  const known = loaded.get(name);
  if (known) return known;
  const bytes = readFileSync(new URL(`src/pdf/fonts/${FILES[name]}`, ROOT));
  loaded.set(name, bytes);
  return bytes;
}

/** Characters that only the east-Asian font has: Hangul, kana, full-width signs. */
const EASTERN = /[ᄀ-ᇿ　-〿぀-ヿ㄰-㆏가-힣＀-￯]+/gu;

/** A part of a text that one font can print. */
export interface Run {
  readonly text: string;
  readonly font: FontName;
}

/** Splits a text by the fonts that print it, in its order. */
export function runsOf(text: string, western: 'sans' | 'bold'): Run[] {
  const runs: Run[] = [];
  let end = 0;
  for (const match of text.matchAll(EASTERN)) {
    if (match.index > end) runs.push({ text: text.slice(end, match.index), font: western });
    runs.push({ text: match[0], font: 'east' });
    end = match.index + match[0].length;
  }
  if (end < text.length) runs.push({ text: text.slice(end), font: western });
  return runs;
}
