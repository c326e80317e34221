import { type Download, disposition } from '../files/download.ts';
import { MIMETYPES } from '../files/file-types.ts';
import { type Html, render } from './html.ts';

/** What a page needs beyond the strictest policy: no scripts, no frames, forms to this Florin only. */
export interface Allowances {
  /** Any other page may show it in a frame. */
  readonly framed?: boolean;
  /** It runs the pages' one script. */
  readonly script?: boolean;
  /** Where the answer to its form may send the browser on to, beside this Florin. */
  readonly returnUrl?: string | null;
}

/**
 * Browsers apply `form-action` to every redirect that follows a form. Merchants redirect on to other hosts of theirs
 * (http to https, with www or without), so their scheme is allowed and not just their host.
 */
function formAction(returnUrl: string | null | undefined): string {
  if (!returnUrl) return "'self'";
  const { protocol } = new URL(returnUrl);
  return ["'self'", ...new Set(['http:', 'https:', protocol])].join(' ');
}

function policy({ framed = false, script = false, returnUrl }: Allowances): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    script && "script-src 'self'",
    "base-uri 'none'",
    `form-action ${formAction(returnUrl)}`,
    // Left out where frames are fine: '*' would refuse apps, whose pages have schemes of their own.
    !framed && "frame-ancestors 'none'",
  ]
    .filter(Boolean)
    .join('; ');
}

/** On everything: types are not guessed, and a page's address, which opens it, is told to nobody. */
const EVERYWHERE = { 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' };

/** A page. It shows the state of a payment, so it is never kept. */
export function respond(page: Html, status = 200, allowances: Allowances = {}): Response {
  return new Response(render(page), {
    status,
    headers: {
      ...EVERYWHERE,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(allowances),
      'cache-control': 'no-store',
      vary: 'Accept-Language',
      ...(!allowances.framed && { 'x-frame-options': 'DENY' }),
    },
  });
}

/** Sends the browser on with a GET. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { ...EVERYWHERE, location, 'cache-control': 'no-store' } });
}

/** A picture that is drawn when it is asked for. */
export function respondImage(content: string | Buffer, type: string): Response {
  return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
    headers: {
      ...EVERYWHERE,
      'content-type': type,
      'content-security-policy': "default-src 'none'",
      'cache-control': 'private, max-age=3600',
    },
  });
}

/** A drawing may hold scripts. Nothing else that is taken runs in a browser, and PDFs are not shown in a sandbox. */
const DRAWING_POLICY = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" };

/** What somebody uploaded, as they called it. Nothing in it runs. */
export function respondFile({ bytes, mimetype, filename }: Download): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      ...EVERYWHERE,
      'content-type': mimetype,
      'content-disposition': disposition(filename),
      ...(mimetype === MIMETYPES.svg && DRAWING_POLICY),
      'cache-control': 'private, no-cache',
    },
  });
}

/** A file that pages use; its address changes with its content. */
export function respondAsset(content: string, type: string): Response {
  return new Response(content, {
    headers: {
      ...EVERYWHERE,
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': "default-src 'none'",
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}
