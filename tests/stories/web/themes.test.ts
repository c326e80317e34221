import { describe, expect, it } from 'vitest';
import { THEMES } from '../../../web/ui/appearance.ts';

/** Returns the relative luminance of a colour `#rrggbb` (WCAG 2). */
function brightness(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(color.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [brightness(one), brightness(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** The likely background of a page with this theme. */
const BEHIND = { stripe: '#ffffff', night: '#1a1c22', flat: '#ffffff' } as const;

describe.each(Object.entries(BEHIND))('the theme %s can be read', (name, behind) => {
  const theme = THEMES[name as keyof typeof BEHIND];
  it.each(['colorText', 'colorTextSecondary', 'colorTextPlaceholder', 'colorDanger', 'colorPrimary'])('%s', (color) => {
    expect(contrast(theme[color] ?? '', theme.colorBackground ?? '')).toBeGreaterThanOrEqual(4.5);
    if (color !== 'colorTextPlaceholder') expect(contrast(theme[color] ?? '', behind)).toBeGreaterThanOrEqual(4.5);
  });
});
