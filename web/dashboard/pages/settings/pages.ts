import type { Words } from '../../words/en.ts';

/** The settings pages by their addresses. */
export const SETTINGS: readonly (readonly [path: string, name: keyof Words['settings']])[] = [
  ['business', 'business'],
  ['branding', 'branding'],
  ['payment_methods', 'methods'],
  ['payouts', 'payouts'],
  ['connect/platform-profile', 'platform'],
  ['connect/oauth', 'oauth'],
  ['api', 'api'],
  ['keyboard', 'keyboard'],
];
