import { createHash } from 'node:crypto';
import { respondAsset } from '../respond.ts';
import { ICON } from './icon.ts';
import { pageScript } from './script.ts';
import { STYLE } from './style.ts';

const SCRIPT = `(${pageScript.toString()})();\n`;

/** Tells the page that shows a challenge over itself that it is over; what came of it, the page asks Florin. */
const OVER = "parent.postMessage({ florin: 'challenge-over' }, '*');\n";

/** An address that changes with the content, so that browsers may keep it for good. */
function addressOf(path: string, content: string): string {
  return `${path}?v=${createHash('sha256').update(content).digest('hex').slice(0, 12)}`;
}

const FILES: Readonly<Record<string, { readonly content: string; readonly type: string }>> = {
  '/_florin/pages.css': { content: STYLE, type: 'text/css' },
  '/_florin/pages.js': { content: SCRIPT, type: 'text/javascript' },
  '/_florin/challenge-over.js': { content: OVER, type: 'text/javascript' },
  '/_florin/icon.svg': { content: ICON, type: 'image/svg+xml' },
};

export const STYLE_PATH = addressOf('/_florin/pages.css', STYLE);
export const SCRIPT_PATH = addressOf('/_florin/pages.js', SCRIPT);
export const OVER_PATH = addressOf('/_florin/challenge-over.js', OVER);
export const ICON_PATH = addressOf('/_florin/icon.svg', ICON);

/** A file that pages use; undefined when there is none at that path. */
export function asset(path: string): Response | undefined {
  const file = Object.hasOwn(FILES, path) ? FILES[path] : undefined;
  return file && respondAsset(file.content, file.type);
}
