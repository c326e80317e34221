const markup = Symbol('markup');

/** Markup that is safe to send: made by `html` alone, so every value in it was escaped once. */
export interface Html {
  readonly [markup]: string;
}

/** What may stand between the markup; nothing is shown for null, undefined and false. */
export type Child = Html | string | number | null | undefined | false | readonly Child[];

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] as string);
}

function print(child: Child): string {
  if (child === null || child === undefined || child === false) return '';
  if (typeof child === 'string') return escapeText(child);
  if (typeof child === 'number') return String(child);
  return isHtml(child) ? child[markup] : child.map(print).join('');
}

function isHtml(child: Html | readonly Child[]): child is Html {
  return markup in child;
}

/** Markup from a template. Every value is escaped for text and for quoted attributes; attributes must be quoted. */
export function html(parts: TemplateStringsArray, ...children: readonly Child[]): Html {
  let text = parts[0] ?? '';
  children.forEach((child, index) => {
    text += print(child) + (parts[index + 1] ?? '');
  });
  return { [markup]: text };
}

/** The characters to send. */
export function render(page: Html): string {
  return page[markup];
}
