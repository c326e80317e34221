import { html as template } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';

/** Markup that is safe to send: made by `html` alone, so every value in it was escaped once. */
export type Html = HtmlEscapedString;

/** A value between the markup; null, undefined and false print nothing. */
export type Child = Html | string | number | null | undefined | false | readonly Child[];

/** Markup from a template. Every value is escaped for text and for quoted attributes, so attributes must be quoted. */
export function html(parts: TemplateStringsArray, ...children: readonly Child[]): Html {
  // The template returns a promise only for a child that is one, and `Child` allows none.
  return template(parts, ...children) as Html;
}
