import { contrast, mix, readable } from '../../../src/shared/colors.ts';
import type { PageBranding } from '../../../src/shared/payment-page-view.ts';
import { applyAppearance } from '../../ui/appearance.ts';

type Variables = Record<string, string>;

const DARK = '#1b1f27';
const LIGHT = '#f6f7f9';

/** Returns readable colours on a background, whatever the merchant chose. */
export function variablesOn(background: string, buttonColor: string): Variables {
  const isDark = contrast('#ffffff', background) > contrast('#000000', background);
  const ink = readable(background, isDark ? LIGHT : DARK);
  const field = isDark ? mix(background, '#ffffff', 0.09) : '#ffffff';
  const onBoth = (color: string) => contrast(color, field) >= 4.5 && contrast(color, background) >= 4.5;
  const button = buttonColor;
  return {
    '--surface': background,
    '--scheme': isDark ? 'dark' : 'light',
    '--colorBackground': field,
    '--colorText': ink,
    '--colorTextSecondary': [mix(background, ink, 0.66), mix(background, ink, 0.8), ink].find(onBoth) ?? ink,
    '--colorTextPlaceholder': [mix(field, ink, 0.6), mix(field, ink, 0.75), ink].find(onBoth) ?? ink,
    '--colorPrimary': onBoth(button) ? button : ink,
    '--colorDanger': ['#c0123c', '#ff9aa5', ink].find(onBoth) ?? ink,
    '--inputBorder': `1px solid ${mix(background, ink, 0.26)}`,
    '--line': mix(background, ink, 0.14),
    '--inputShadow': 'none',
    '--button': button,
    '--buttonText': readable(button, '#ffffff'),
    '--buttonEdge': contrast(button, background) < 1.5 ? mix(background, ink, 0.5) : 'transparent',
  };
}

/** Corner radius by border style. */
const CORNERS: Readonly<Record<PageBranding['border_style'], string>> = {
  pill: '22px',
  rectangular: '0',
  rounded: '7px',
};

const SANS = '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Helvetica, Arial, sans-serif';
const SERIF = 'Georgia, "Times New Roman", serif';
const MONO = 'ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace';

/** Values of `font_family` that fall back to a serif font; the rest falls back to sans-serif. */
const SERIFS = new Set(['bitter', 'lora', 'noto_serif', 'pt_serif', 'roboto_slab']);
const MONOS = new Set(['inconsolata', 'source_code_pro']);

/** Returns the font stack. No font is downloaded: the device has it, or shows the fallback. */
function fontFamily(name: string): string {
  const fallback = SERIFS.has(name) ? SERIF : MONOS.has(name) ? MONO : SANS;
  if (name === '' || name === 'default') return fallback;
  const words = name.replace(/[^a-z0-9_ ]/gi, '').split('_');
  return `"${words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ')}", ${fallback}`;
}

/** Applies font, corners and colours to the page's root. */
export function applyBranding(branding: PageBranding, background: string): void {
  const surface = variablesOn(background, branding.button_color);
  applyAppearance({
    theme: 'stripe',
    variables: {
      fontFamily: fontFamily(branding.font_family),
      borderRadius: CORNERS[branding.border_style],
      ...Object.fromEntries(Object.entries(surface).map(([name, value]) => [name.slice(2), value])),
    },
  });
}
