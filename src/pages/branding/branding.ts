import { type Context, Hono } from 'hono';
import { platformOf } from '../../accounts/platform/platform.ts';
import { download, downloadable } from '../../files/download.ts';
import { readable } from '../../shared/colors.ts';
import type { PageEnv } from '../page-env.ts';
import { notFound } from '../problems.ts';
import { respondAsset, respondFile } from '../respond.ts';

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

/** Sends the icon or logo of a platform, and no other file of it. */
async function image(c: Context<PageEnv>): Promise<Response> {
  const { platform = '', file = '' } = c.req.param() as Readonly<Record<string, string>>;
  const { engine } = c.env;
  if (!(await engine.storage.readWorld(platform))) return notFound(c.var.texts);
  const found = await engine.asPlatform(platform, `page:brand:${file}`, async (context) => {
    const { icon, logo } = (await platformOf(context)).branding;
    if (file !== icon && file !== logo) return undefined;
    return download(context, context.work.world, await downloadable(context, file));
  });
  return found ? respondFile(found) : notFound(c.var.texts);
}

/** What pages of a platform's accounts look like: its image and its color. */
export const brandPages = new Hono<PageEnv>()
  .get('/_florin/brand/:file{[0-9a-f]{6}\\.css}', (c) =>
    respondAsset(brandStyle(`#${c.req.param('file').slice(0, 6)}`), 'text/css'),
  )
  .get('/_florin/brand/:platform{acct_[A-Za-z0-9]{1,64}}/:file{file_[A-Za-z0-9]{1,64}}', image);
