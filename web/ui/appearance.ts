import type { Appearance } from '@stripe/stripe-js';
import { rulesOfAppearance, setRules } from './style-rules.ts';

type Variables = Readonly<Record<string, string>>;

/** The themes' variables. `stripe` ignores the system's colour scheme, as Stripe's does. */
export const THEMES: Readonly<Record<'stripe' | 'night' | 'flat' | 'none', Variables>> = {
  stripe: {
    colorPrimary: '#0a6b5d',
    colorBackground: '#ffffff',
    colorText: '#2b2f36',
    colorTextSecondary: '#5b626d',
    colorTextPlaceholder: '#6c737f',
    colorDanger: '#c0123c',
    inputBorder: '1px solid #d7dbe0',
    inputShadow: '0 1px 2px rgb(0 0 0 / 6%)',
  },
  night: {
    colorPrimary: '#4fd1b5',
    colorBackground: '#2a2d36',
    colorText: '#f2f4f7',
    colorTextSecondary: '#b5bac4',
    colorTextPlaceholder: '#9aa1ad',
    colorDanger: '#ff8a95',
    inputBorder: '1px solid #4a4f5c',
    inputShadow: 'none',
  },
  flat: {
    colorPrimary: '#0a6b5d',
    colorBackground: '#f1f3f5',
    colorText: '#22262d',
    colorTextSecondary: '#555c67',
    colorTextPlaceholder: '#666d79',
    colorDanger: '#b8123a',
    inputBorder: '1px solid transparent',
    inputShadow: 'none',
  },
  none: {
    colorPrimary: 'AccentColor',
    colorBackground: 'Field',
    colorText: 'FieldText',
    colorTextSecondary: 'GrayText',
    colorTextPlaceholder: 'GrayText',
    colorDanger: '#c0123c',
    inputBorder: '1px solid GrayText',
    inputShadow: 'none',
  },
};

/** Variables of all themes. */
const COMMON: Variables = {
  fontFamily: '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Noto Sans", Helvetica, Arial, sans-serif',
  fontSizeBase: '16px',
  fontSizeSm: '0.93rem',
  spacingUnit: '4px',
  borderRadius: '6px',
  fontLineHeight: '1.3',
};

/** Applies an appearance: variables on the root element, rules in a style sheet of their own. */
export function applyAppearance(appearance: Appearance | undefined): void {
  const theme = THEMES[appearance?.theme ?? 'stripe'] ?? THEMES.stripe;
  const variables = { ...COMMON, ...theme, ...(appearance?.variables as Variables | undefined) };
  const root = document.documentElement;
  root.removeAttribute('style');
  for (const [name, value] of Object.entries(variables)) root.style.setProperty(`--${name}`, value);
  root.style.fontSize = variables.fontSizeBase ?? '';
  const inputs = appearance?.inputs ?? 'spaced';
  const labels = appearance?.labels ?? 'auto';
  root.dataset.inputs = inputs;
  // Inputs without gaps have room for labels only inside.
  root.dataset.labels = labels === 'auto' && inputs === 'condensed' ? 'floating' : labels;
  root.toggleAttribute('data-still', appearance?.disableAnimations ?? false);
  setRules('appearance', rulesOfAppearance(appearance?.rules));
}
