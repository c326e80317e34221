import { type Download, disposition } from '../files/download.ts';
import { MIMETYPES } from '../files/file-types.ts';
import type { Html } from './html.ts';

/** Exceptions from the strictest policy: no scripts, no frames, forms to this Florin only. */
export interface Allowances {
  /** Any other page may frame it. */
  readonly framed?: boolean;
  /** It runs a script of Florin's. */
  readonly script?: boolean;
  /** It shows images from other hosts: platforms choose their addresses. */
  readonly images?: boolean;
  /** It loads fonts of the page around it. */
  readonly fonts?: boolean;
  /** It has a frame of Florin's. */
  readonly frames?: boolean;
  /** The address that its form may redirect to, besides this Florin. */
  readonly returnUrl?: string | null;
}

/**
 * Browsers apply `form-action` to every redirect that follows a form. Merchants redirect on to other hosts of theirs
 * (http to https, with www or without), so their scheme is allowed and not only their host.
 */
function formAction(returnUrl: string | null | undefined): string {
  if (!returnUrl || returnUrl.startsWith('/')) return "'self'";
  const { protocol } = new URL(returnUrl);
  return ["'self'", ...new Set(['http:', 'https:', protocol])].join(' ');
}

function policy({
  framed = false,
  script = false,
  frames = false,
  fonts = false,
  images = false,
  returnUrl,
}: Allowances): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    images ? 'img-src * data:' : "img-src 'self'",
    script && "script-src 'self'",
    frames && "frame-src 'self'",
    fonts && 'font-src * data:',
    "base-uri 'none'",
    `form-action ${formAction(returnUrl)}`,
    // Omitted where any page may frame it: '*' would exclude the custom schemes of apps.
    !framed && "frame-ancestors 'none'",
  ]
    .filter(Boolean)
    .join('; ');
}

/** A page. It shows the state of a payment, so it is never stored. */
export function respond(page: Html, status = 200, allowances: Allowances = {}): Response {
  return new Response(page.toString(), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(allowances),
      'cache-control': 'no-store',
      vary: 'Accept-Language',
      ...(!allowances.framed && { 'x-frame-options': 'DENY' }),
    },
  });
}

/** Adds the strictest policy to a page of another room that has none of its own. */
export function strict(page: Response): Response {
  const { headers } = page;
  if (headers.has('content-security-policy')) return page;
  headers.set('content-security-policy', policy({}));
  headers.set('x-frame-options', 'DENY');
  return page;
}

/** Redirects with a GET. */
export function seeOther(location: string): Response {
  return new Response(null, { status: 303, headers: { location, 'cache-control': 'no-store' } });
}

/** An image that is drawn on request. */
export function respondImage(content: string | Buffer, type: string): Response {
  return new Response(typeof content === 'string' ? content : new Uint8Array(content), {
    headers: {
      'content-type': type,
      'content-security-policy': "default-src 'none'",
      'cache-control': 'private, max-age=3600',
    },
  });
}

/** SVG can contain scripts. The other accepted types do not run in a browser, and PDFs are not shown in a sandbox. */
const SVG_POLICY = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox" };

/** An uploaded file under its own name. */
export function respondFile({ bytes, mimetype, filename }: Download): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': mimetype,
      'content-disposition': disposition(filename),
      ...(mimetype === MIMETYPES.svg && SVG_POLICY),
      'cache-control': 'private, no-cache',
    },
  });
}

/** A printed document. It is drawn on request, so it is as current as the page. */
export function respondPdf(bytes: Buffer, filename: string): Response {
  return new Response(new Uint8Array(bytes), {
    headers: {
      'content-type': MIMETYPES.pdf,
      'content-disposition': disposition(filename),
      'cache-control': 'private, no-cache',
    },
  });
}

/** A file that pages use; its address changes with its content. */
export function respondAsset(content: string, type: string): Response {
  return new Response(content, {
    headers: {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': "default-src 'none'",
      'cache-control': 'public, max-age=31536000, immutable',
    },
  });
}
