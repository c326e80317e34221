import type { CustomFontSource } from '@stripe/stripe-js';

/** The fonts that are there or on their way, as the page named them. */
const known = new Set<string>();

/** Loads the fonts that a page brings, each once, by the address that the page gave. */
export async function applyFonts(fonts: readonly CustomFontSource[]): Promise<void> {
  const fresh = fonts.filter((font) => !known.has(JSON.stringify(font)));
  for (const font of fresh) known.add(JSON.stringify(font));
  await Promise.all(fresh.map(load));
}

async function load({ family, src, style, weight, unicodeRange, display }: CustomFontSource): Promise<void> {
  const face = new FontFace(family, src, {
    ...(style && { style }),
    ...(weight && { weight }),
    ...(unicodeRange && { unicodeRange }),
    ...(display && { display: display as FontDisplay }),
  });
  try {
    document.fonts.add(await face.load());
  } catch {
    // A font that does not come leaves the next one of the family list; the field works all the same.
    console.warn(`[Florin] The font ${family} could not be loaded from ${src}.`);
  }
}
