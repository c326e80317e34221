import { amountText, dayText, machineTime } from '../format.ts';
import { type Child, type Html, html } from '../html.ts';

/** A column of a table: its heading, and true if it is left out on a narrow screen. */
export interface Column {
  readonly heading: string;
  readonly isExtra?: true;
}

/** A table; each row has a cell for each column. */
export function table(label: string, columns: readonly Column[], rows: readonly (readonly Child[])[]): Html {
  const extra = (index: number) => columns[index]?.isExtra && html` class="extra"`;
  return html`<table aria-label="${label}"><thead><tr>${columns.map(
    ({ heading }, index) => html`<th scope="col"${extra(index)}>${heading}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (cells) => html`<tr>${cells.map((cell, index) => html`<td${extra(index)}>${cell}</td>`)}</tr>`,
  )}</tbody></table>`;
}

/** Facts with their names; those without a value are left out. */
export function facts(rows: readonly (readonly [name: string, value: Child])[]): Html {
  const known = rows.filter(([, value]) => value);
  if (known.length === 0) return html``;
  return html`<dl class="facts">${known.map(
    ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
  )}</dl>`;
}

export function money({ amount, currency }: { amount: number; currency: string }, locale: string): string {
  return amountText(amount, currency, locale);
}

/** A day. `seconds` since epoch. */
export function day(seconds: number, locale: string): Html {
  return html`<time datetime="${machineTime(seconds * 1000)}">${dayText(seconds * 1000, locale)}</time>`;
}

/** A problem with what was sent. */
export function alert(problem: string | null | undefined): Child {
  return problem && html`<p class="wrong" role="alert">${problem}</p>`;
}

/** An object's id, which is shown where the page asks for ids. */
export function objectId(id: string): Html {
  return html`<code class="object-id">${id}</code>`;
}

export type Tone = 'neutral' | 'success' | 'warning' | 'danger';

export function badge(text: string, tone: Tone): Html {
  return html`<span class="badge ${tone}">${text}</span>`;
}

/** A menu of choices. `shownFor` is the choice of another menu in its form that it goes with. */
export function select(
  name: string,
  label: string,
  choices: readonly (readonly [value: string, text: string])[],
  chosen: string,
  shownFor?: string,
): Html {
  return html`<div${shownFor && html` class="${shownFor}"`}><label for="${name}">${label}</label><select id="${name}" name="${name}">${choices.map(
    ([value, text]) => html`<option value="${value}"${value === chosen && html` selected`}>${text}</option>`,
  )}</select></div>`;
}

/** A field for a decimal amount of a currency. */
export function amountField(name: string, label: string, value: string): Html {
  return html`<div><label for="${name}">${label}</label><input id="${name}" name="${name}" inputmode="decimal" autocomplete="off" required maxlength="20" value="${value}"></div>`;
}
