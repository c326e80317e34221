import { Hono } from 'hono';
import { readable } from '../../shared/colors.ts';
import type { PageEnv } from '../page-env.ts';
import { respondAsset } from '../respond.ts';

/** A platform's color on buttons and above the card; the text on it is white or black. */
function brandStyle(color: string): string {
  return `:root { --brand: ${color}; --on-brand: ${readable(color, '#ffffff')}; }
.payment, .masthead { border-top: 0.375rem solid var(--brand); }
.payment { background: color-mix(in srgb, var(--brand) 7%, var(--surface)); }
.masthead { padding-top: 1.25rem; }
button:not(.quiet, .danger), .button:not(.quiet) { border-color: color-mix(in srgb, var(--brand) 80%, var(--ink)); background: var(--brand); color: var(--on-brand); }
button:not(.quiet, .danger):hover, .button:not(.quiet):hover { background: color-mix(in srgb, var(--brand) 92%, var(--on-brand)); color: var(--on-brand); }
`;
}

/** The color of a platform, on pages of its accounts: a stylesheet of its own, since pages take no inline styles. */
export const brandPages = new Hono<PageEnv>().get('/_florin/brand/:file{[0-9a-f]{6}\\.css}', (c) =>
  respondAsset(brandStyle(`#${c.req.param('file').slice(0, 6)}`), 'text/css'),
);
