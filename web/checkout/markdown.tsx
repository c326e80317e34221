import type { ComponentChildren } from 'preact';

/** Bold, italics and links, as merchants write them in a session's `custom_text`. */
const MARK = /\*\*(?<bold>[^*]+)\*\*|\*(?<star>[^*]+)\*|_(?<italic>[^_]+)_|\[(?<text>[^\]]+)\]\((?<url>[^()\s]+)\)/;
/** Texts are at most 1,200 characters long, so there are never more marks than this. */
const MOST_MARKS = 1_200;

/** A merchant's text with its little Markdown. Everything else of it stays text, and links lead to the web alone. */
export function Markdown({ text }: { text: string }) {
  const parts: ComponentChildren[] = [];
  let rest = text;
  for (let count = 0; count < MOST_MARKS; count += 1) {
    const match = MARK.exec(rest);
    if (!match) break;
    parts.push(rest.slice(0, match.index), marked(match));
    rest = rest.slice(match.index + match[0].length);
  }
  return (
    <>
      {parts}
      {rest}
    </>
  );
}

function marked({ 0: whole, groups = {} }: RegExpExecArray): ComponentChildren {
  const { bold, star, italic, text, url } = groups;
  if (bold !== undefined) return <strong>{bold}</strong>;
  if (text === undefined || url === undefined) return <em>{star ?? italic}</em>;
  if (!/^(https?:\/\/|mailto:)/i.test(url)) return whole;
  return (
    <a href={url} target="_blank" rel="noopener noreferrer">
      {text}
    </a>
  );
}
