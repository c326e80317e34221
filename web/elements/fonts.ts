import type { CustomFontSource } from '@stripe/stripe-js';

/** Fonts that are loaded or being loaded. */
const known = new Set<string>();

/** Loads the page's custom fonts, each once. */
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
    // Without this font, the browser uses the next one of the family list.
    console.warn(`[Florin] The font ${family} could not be loaded from ${src}.`);
  }
}
