import type { CssFontSource, CustomFontSource } from '@stripe/stripe-js';
import { warn } from './misuse.ts';

/** A page's font: by its own address, or in a style sheet. */
export type Font = CssFontSource | CustomFontSource;

/**
 * Returns the page's fonts with their own addresses. Style sheets are read in the page, so that a frame never loads one
 * from another origin.
 */
export async function readFonts(fonts: readonly Font[]): Promise<CustomFontSource[]> {
  const read = await Promise.all(fonts.map((font) => ('cssSrc' in font ? readSheet(font.cssSrc) : [font])));
  return read.flat();
}

async function readSheet(address: string): Promise<CustomFontSource[]> {
  try {
    const response = await fetch(address, { credentials: 'omit' });
    const sheet = await new CSSStyleSheet().replace(await response.text());
    return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => fontOf(rule, address));
  } catch {
    warn(`The fonts of ${address} could not be read, so the elements use their default fonts.`);
    return [];
  }
}

function fontOf({ style }: CSSFontFaceRule, address: string): CustomFontSource {
  const value = (name: string) => style.getPropertyValue(name);
  const unquoted = value('font-family').replace(/^["']|["']$/g, '');
  const absolute = value('src').replace(
    /url\(["']?([^"')]+)["']?\)/g,
    (_, url: string) => `url(${new URL(url, address)})`,
  );
  const slope = value('font-style');
  return {
    family: unquoted,
    src: absolute,
    ...(value('font-weight') && { weight: value('font-weight') }),
    ...((slope === 'italic' || slope === 'oblique') && { style: slope }),
    ...(value('unicode-range') && { unicodeRange: value('unicode-range') }),
  };
}
