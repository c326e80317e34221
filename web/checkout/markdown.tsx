import type { ComponentChildren } from 'preact';

/** Bold, italics and links in a session's `custom_text`. */
const MARK = /\*\*(?<bold>[^*]+)\*\*|\*(?<star>[^*]+)\*|_(?<italic>[^_]+)_|\[(?<text>[^\]]+)\]\((?<url>[^()\s]+)\)/;
/** The API limits texts to 1,200 characters, so there cannot be more marks. */
const MOST_MARKS = 1_200;

/** Renders a merchant's text with its limited Markdown. Everything else stays text, and links only lead to the web. */
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
