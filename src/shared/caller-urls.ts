/**
 * URLs that callers send. Payers are sent to them and webhooks are delivered to them, so each is parsed once, where it
 * comes in, and stored as it can be used: in a header, a link or a request.
 */

/**
 * `web`: http and https. `site`: the website of a business, which may be written without its scheme. `return`: also the schemes of apps, such as `myapp://paid`, to which payers return.
 */
export type UrlKind = 'web' | 'site' | 'return';

/** Characters of a stored URL; it stands in headers, whose size clients bound. */
const LONGEST_URL = 5_000;
/** Browsers drop some control characters from a URL before they read its scheme. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it finds
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
/** URLs that are stored as they were sent: callers compare the answer with what they have sent. */
const PLAIN = /^[a-z][a-z0-9+.-]*:\/\/(?!\/)[!#-;=?-[\]_a-z{-~^]+$/i;
/** A placeholder that is filled in later. The parser encodes its braces in a path. */
const TEMPLATE = '{CHECKOUT_SESSION_ID}';
const ENCODED_TEMPLATE = '%7BCHECKOUT_SESSION_ID%7D';
const WEB = new Set(['http:', 'https:']);
/** Schemes with a meaning of their own in browsers: they run scripts, show content or open no app of a merchant's. */
const NO_APP = new Set([
  'about:',
  'blob:',
  'chrome:',
  'data:',
  'file:',
  'filesystem:',
  'ftp:',
  'jar:',
  'javascript:',
  'livescript:',
  'mocha:',
  'resource:',
  'vbscript:',
  'view-source:',
  'ws:',
  'wss:',
]);

/** Returns a URL as it is stored, in printable ASCII; undefined if it is none of this kind. */
export function storedUrl(text: string, kind: UrlKind): string | undefined {
  if (CONTROL.test(text)) return undefined;
  if (kind === 'site' && !SCHEME.test(text)) return isSite(text) ? text : undefined;
  const url = URL.parse(text);
  if (!url || !isAllowed(url, kind)) return undefined;
  const stored = PLAIN.test(text) ? text : withTemplate(url.href, text);
  return stored.length <= LONGEST_URL ? stored : undefined;
}

/** A scheme, or what looks like one. */
const SCHEME = /^[a-z][a-z0-9+.-]*:/i;

/** True for a website without its scheme, such as `www.example.com`. */
function isSite(text: string): boolean {
  const url = text.length <= LONGEST_URL ? URL.parse(`https://${text}`) : null;
  return url !== null && /\.[a-z]/i.test(url.hostname) && url.username === '' && /^[a-z\d][!-~]+$/i.test(text);
}

/** The parsed URL with the placeholder as it was sent: braces that were sent encoded stay so. */
function withTemplate(href: string, text: string): string {
  return text.includes(TEMPLATE) ? href.replaceAll(ENCODED_TEMPLATE, TEMPLATE) : href;
}

function isAllowed({ protocol, href, hostname }: URL, kind: UrlKind): boolean {
  if (WEB.has(protocol)) return hostname !== '';
  // An app's URL is hierarchical, as `myapp://paid` or `com.example.shop:/paid`.
  return kind === 'return' && !NO_APP.has(protocol) && href.startsWith(`${protocol}/`);
}
