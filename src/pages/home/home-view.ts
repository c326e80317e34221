import { ICON_PATH, SCRIPT_PATH } from '../assets/assets.ts';
import { machineTime, timeText } from '../format.ts';
import { type Child, type Html, html } from '../html.ts';
import { pageDocument } from '../page-document.ts';
import type { HomeFacts } from './facts.ts';
import { type Snippet, snippets } from './snippets.ts';

/** A placeholder for a key that is not shown. */
const YOUR_KEY = 'sk_test_YOUR_KEY';

/** The first page of a Florin: its address, snippets, and the latest requests and events of the shown key's world. */
export function homeView(facts: HomeFacts): Html {
  const { baseUrl, keys, version } = facts;
  return pageDocument({
    language: 'en',
    title: 'Florin',
    layout: 'wide',
    script: SCRIPT_PATH,
    body: html`<header class="masthead">
  <img src="${ICON_PATH}" alt="" width="48" height="48">
  <div>
    <h1>Florin</h1>
    <p>Payments on your own machine, through the Stripe API.</p>
    <p><a class="open" href="/dashboard">Open the dashboard</a></p>
  </div>
</header>
<main>
  <section class="panel" aria-labelledby="here">
    <h2 id="here">Ready</h2>
    <dl class="facts">
      ${fact('Listening at', 'base-url', baseUrl)}
      ${keys && fact('Secret key', 'secret-key', keys.secret)}
      ${keys && fact('Publishable key', 'publishable-key', keys.publishable)}
      <div><dt>API version</dt><dd><code>${version}</code></dd></div>
    </dl>
    ${keys ? html`<p class="hint">Any other key that starts with <code>sk_test_</code> opens a world of its own on first use.</p>` : html`<p class="hint">Only registered keys are taken here. Use the one you were given in place of <code>${YOUR_KEY}</code>.</p>`}
  </section>
  <section aria-labelledby="start">
    <h2 id="start">First payments</h2>
    <div class="snippets">${snippets(baseUrl, keys?.secret ?? YOUR_KEY).map(snippetView)}</div>
  </section>
  ${keys && latest(facts)}
</main>
<p id="copy-status" class="unseen" role="status"></p>`,
  });
}

function fact(term: string, id: string, value: string): Html {
  return html`<div><dt>${term}</dt><dd><code id="${id}">${value}</code>${copyButton(id, term)}</dd></div>`;
}

function copyButton(id: string, what: string): Html {
  return html`<button type="button" class="copy" data-copy="${id}" hidden>Copy<span class="unseen"> ${what}</span></button>`;
}

function snippetView({ id, title, code }: Snippet): Html {
  const heading = `snippet-${id}-title`;
  return html`<div class="snippet">
  <div class="bar"><h3 id="${heading}">${title}</h3>${copyButton(`snippet-${id}`, title)}</div>
  <pre tabindex="0" role="region" aria-labelledby="${heading}"><code id="snippet-${id}">${code}</code></pre>
</div>`;
}

function latest({ requests, events }: HomeFacts): Html {
  const requestRows = requests.map(({ id, at, method, path, status, errorCode }) => [
    clock(at),
    html`<span class="${status < 400 ? 'good' : 'bad'}">${status}</span>`,
    twoLines(`${method} ${path}`, errorCode === null ? id : `${errorCode} · ${id}`),
  ]);
  const eventRows = events.map(({ created, type, id }) => [clock(created * 1000), twoLines(type, id)]);
  return html`<div class="columns">
  ${table('Latest requests', ['Time', 'Status', 'Request'], requestRows)}
  ${table('Latest events', ['Time', 'Event'], eventRows)}
</div>`;
}

function twoLines(main: string, detail: string): Html {
  return html`<code>${main}</code><br><code class="soft">${detail}</code>`;
}

function clock(ms: number): Html {
  return html`<time datetime="${machineTime(ms)}" data-ms="${ms}">${timeText(ms, 'en')}</time>`;
}

function table(title: string, columns: readonly string[], rows: readonly (readonly Child[])[]): Html {
  const id = title.toLowerCase().replaceAll(' ', '-');
  const nothing = html`<p class="hint">Nothing yet. Run a snippet from above and <a href="/">look again</a>.</p>`;
  return html`<section class="panel" aria-labelledby="${id}">
  <h2 id="${id}">${title}</h2>
  ${
    rows.length === 0
      ? nothing
      : html`<table>
    <thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
    <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
  </table>`
  }
</section>`;
}
