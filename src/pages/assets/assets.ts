import { createHash } from 'node:crypto';
import { Hono } from 'hono';
import type { PageEnv } from '../page-env.ts';
import { respondAsset } from '../respond.ts';
import { embedScript } from './embed-script.ts';
import { EMBED_STYLE } from './embed-style.ts';
import { ICON } from './icon.ts';
import { pageScript } from './script.ts';
import { STYLE } from './style.ts';

const EMBED_SCRIPT = `(${embedScript.toString()})();\n`;
const SCRIPT = `(${pageScript.toString()})();\n`;

/** Notifies the page under an overlay that its challenge is over; that page loads the result from the API. */
const OVER = "parent.postMessage({ florin: 'challenge-over' }, '*');\n";

/** An address that changes with the content, so that browsers can cache it without expiry. */
function addressOf(path: string, content: string): string {
  return `${path}?v=${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
}

const FILES: Readonly<Record<string, { readonly content: string; readonly type: string }>> = {
  '/_florin/pages.css': { content: STYLE, type: 'text/css' },
  '/_florin/embed.css': { content: EMBED_STYLE, type: 'text/css' },
  '/_florin/embed.js': { content: EMBED_SCRIPT, type: 'text/javascript' },
  '/_florin/pages.js': { content: SCRIPT, type: 'text/javascript' },
  '/_florin/challenge-over.js': { content: OVER, type: 'text/javascript' },
  '/_florin/icon.svg': { content: ICON, type: 'image/svg+xml' },
};

export const STYLE_PATH = addressOf('/_florin/pages.css', STYLE);
export const EMBED_STYLE_PATH = addressOf('/_florin/embed.css', EMBED_STYLE);
export const EMBED_SCRIPT_PATH = addressOf('/_florin/embed.js', EMBED_SCRIPT);
export const SCRIPT_PATH = addressOf('/_florin/pages.js', SCRIPT);
export const OVER_PATH = addressOf('/_florin/challenge-over.js', OVER);
export const ICON_PATH = addressOf('/_florin/icon.svg', ICON);

/** The files that pages use. */
export const assets = new Hono<PageEnv>();
for (const [path, { content, type }] of Object.entries(FILES)) assets.get(path, () => respondAsset(content, type));
