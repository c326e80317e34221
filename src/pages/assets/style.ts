import { COMPONENTS_STYLE } from './components-style.ts';

const LIGHT = `
  --paper: #f5f3ee; --surface: #ffffff; --ink: #1c2430; --soft: #586174; --line: #e2ded4; --field: #8b8f9a;
  --accent: #0d5a4b; --accent-strong: #0a4a3d; --on-accent: #ffffff; --tint: #e7f0ec;
  --good: #0d6a4f; --bad: #b3261e; --code: #f6f5f1; --badge: #f6e8c4; --on-badge: #5f4508;
  --shadow: 0 1px 2px rgb(28 36 48 / 6%), 0 12px 32px -12px rgb(28 36 48 / 18%);
`;
const DARK = `
  --paper: #11151b; --surface: #1a2029; --ink: #eef1f5; --soft: #a7b0be; --line: #2e3643; --field: #6f7a8b;
  --accent: #7fd4bd; --accent-strong: #9be3cf; --on-accent: #08261f; --tint: #16312b;
  --good: #7fd4bd; --bad: #ff9d94; --code: #141922; --badge: #4a3a12; --on-badge: #f4dda0;
  --shadow: none;
`;

/**
 * The stylesheet of all pages. Colours are named once, for light and for dark: by the reader's system, or by the page that
 * a frame is in (`data-theme`).
 */
export const STYLE = `
:root { color-scheme: light dark; ${LIGHT} }
@media (prefers-color-scheme: dark) { :root:not([data-theme]) { ${DARK} } }
:root[data-theme] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; ${DARK} }
* { box-sizing: border-box; }
html { background: var(--paper); font: 100%/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); min-height: 100vh; min-height: 100dvh; }
h1, h2, h3, p, dl, dd, pre { margin: 0; }
h1 { font-size: 1.375rem; line-height: 1.25; letter-spacing: -0.01em; }
h2 { font-size: 1.125rem; line-height: 1.3; }
h3 { font-size: 0.9375rem; }
a { color: var(--accent); text-underline-offset: 0.2em; }
a:hover { color: var(--accent-strong); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace; font-size: 0.875em; overflow-wrap: anywhere; }
.hint, footer { color: var(--soft); font-size: 0.875rem; }
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.badge { display: inline-block; margin-left: 0.375rem; padding: 0.0625rem 0.5rem; border-radius: 1rem; background: var(--badge); color: var(--on-badge); font-size: 0.75rem; font-weight: 600; }

.narrow { display: flex; flex-direction: column; align-items: center; justify-content: center; gap: 1.25rem; padding: 1.5rem 1rem; }
.card { width: 100%; max-width: 27rem; background: var(--surface); border: 1px solid var(--line); border-radius: 1rem; box-shadow: var(--shadow); overflow: hidden; }
.payment { padding: 1.75rem 1.75rem 1.5rem; border-bottom: 1px solid var(--line); background: var(--tint); }
.amount { font-size: 2.25rem; line-height: 1.15; font-weight: 650; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.merchant { margin-top: 0.25rem; color: var(--soft); overflow-wrap: anywhere; }
.brand { display: flex; align-items: center; gap: 0.5rem; margin: 0; }
.brand img { border-radius: 0.5rem; object-fit: contain; }
.step { display: grid; gap: 1rem; padding: 1.75rem; }
.narrow footer { max-width: 27rem; padding: 0 1rem; text-align: center; }
.mark { width: 3rem; height: 3rem; fill: none; stroke: var(--soft); stroke-width: 3.5; stroke-linecap: round; stroke-linejoin: round; }
.mark circle { fill: var(--line); stroke: none; }
.mark.good { stroke: var(--on-accent); }
.mark.good circle { fill: var(--accent); }

button, .button, input, select, textarea { font: inherit; min-height: 3rem; border-radius: 0.625rem; }
button, .button { display: inline-flex; align-items: center; justify-content: center; width: 100%; padding: 0.625rem 1.25rem; border: 1px solid transparent; background: var(--accent); color: var(--on-accent); font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; }
button:hover, .button:hover { background: var(--accent-strong); color: var(--on-accent); }
button.quiet, .button.quiet { background: transparent; border-color: var(--field); color: var(--ink); }
button.quiet:hover, .button.quiet:hover { background: var(--paper); color: var(--ink); }
input, select, textarea { width: 100%; padding: 0.5rem 0.75rem; border: 1px solid var(--field); background: var(--surface); color: var(--ink); }
input[aria-invalid] { border-color: var(--bad); box-shadow: inset 0 0 0 1px var(--bad); }
label { display: block; margin-bottom: 0.375rem; font-size: 0.875rem; font-weight: 600; }
.choices, .fields { display: grid; gap: 0.75rem; }
.check { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.625rem; }
.check input { flex: none; width: 1.25rem; height: 1.25rem; min-height: 0; margin: 0; accent-color: var(--accent); }
.check label { flex: 1; margin: 0; font-weight: 400; }
.document { display: grid; gap: 0.375rem; margin: 0; padding: 1rem; border: 1px solid var(--line); border-radius: 0.625rem; }
.document legend { padding: 0 0.375rem; font-weight: 600; }
.document select, .document input { margin-bottom: 0.5rem; }
input[type="file"] { padding-block: 0.625rem; height: auto; }
.parts { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 3fr) minmax(0, 4fr); gap: 0 0.75rem; margin: 0; padding: 0; border: 0; }
.parts legend { margin-bottom: 0.375rem; padding: 0; font-size: 0.875rem; font-weight: 600; }
.parts label { color: var(--soft); font-weight: 400; }
.phone { display: grid; grid-template-columns: minmax(0, 5fr) minmax(0, 6fr); gap: 0.75rem; }
.wrong { color: var(--bad); font-size: 0.875rem; font-weight: 600; }
.code { display: block; margin-inline: auto; border-radius: 0.5rem; background: #fff; }
.facts { display: grid; }
.facts > div { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.125rem 1.5rem; padding: 0.625rem 0; border-bottom: 1px solid var(--line); }
.facts > div:last-child { border-bottom: 0; padding-bottom: 0; }
.facts dt { color: var(--soft); }
.facts dd { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }

.wide { padding: 2rem 1rem 4rem; }
.wide > * { max-width: 66rem; margin-inline: auto; }
.masthead { display: flex; gap: 1rem; align-items: center; margin-bottom: 1.75rem; }
.masthead img { display: block; }
.masthead h1 { font-size: 1.75rem; }
.masthead p { color: var(--soft); }
.masthead .open { display: inline-block; padding: 0.25rem 0; font-weight: 600; color: var(--accent); }
.wide main { display: grid; gap: 2rem; }
.wide section > h2 { margin-bottom: 0.75rem; }
.panel { min-width: 0; padding: 1.5rem; background: var(--surface); border: 1px solid var(--line); border-radius: 1rem; }
.panel .hint { margin-top: 0.75rem; }
.panel .facts > div { justify-content: flex-start; align-items: center; }
.panel .facts dt { width: 9rem; }
.panel .facts dd { display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 0.75rem; min-width: 0; }
section > .panel + .panel { margin-top: 0.75rem; }
.panel .methods dt { width: 15rem; }
.methods button { width: auto; min-height: 2.5rem; padding: 0.25rem 0.875rem; font-size: 0.875rem; }
button.copy { width: auto; min-height: 2rem; padding: 0.125rem 0.75rem; border-color: var(--line); border-radius: 0.5rem; background: var(--surface); color: var(--accent); font-size: 0.8125rem; }
button.copy:hover { background: var(--tint); color: var(--accent-strong); }
button.copy[hidden] { display: none; }
button.copied::before { content: "\\2713\\00a0"; }
.snippets { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 1rem; }
.snippet { display: flex; flex-direction: column; min-width: 0; background: var(--surface); border: 1px solid var(--line); border-radius: 0.75rem; overflow: hidden; }
.bar { display: flex; align-items: center; justify-content: space-between; gap: 1rem; min-height: 3rem; padding: 0.5rem 0.75rem 0.5rem 1rem; border-bottom: 1px solid var(--line); }
pre { flex: 1; padding: 1rem; overflow-x: auto; background: var(--code); line-height: 1.6; white-space: pre; }
pre:focus-visible { outline-offset: -3px; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 28rem), 1fr)); gap: 1rem; align-items: start; }
table { width: 100%; border-collapse: collapse; font-size: 0.875rem; }
th { padding: 0 1rem 0.5rem 0; color: var(--soft); font-weight: 600; text-align: left; white-space: nowrap; }
td { padding: 0.5rem 1rem 0.5rem 0; border-top: 1px solid var(--line); vertical-align: top; font-variant-numeric: tabular-nums; }
td:last-child { padding-right: 0; }
td time { white-space: nowrap; }
.soft { color: var(--soft); }
td .good { color: var(--good); font-weight: 600; }
td .bad { color: var(--bad); font-weight: 600; }

/* A challenge in a frame over the merchant's page, which shows through around it. */
:root:has(.over), .over { background: transparent; }
.over { background: rgb(17 21 27 / 55%); }
.over .card { position: relative; box-shadow: 0 24px 64px -16px rgb(0 0 0 / 50%); }
.over footer { padding: 0.25rem 0.875rem; border-radius: 1rem; background: rgb(17 21 27 / 90%); color: #fff; }
.dismiss { position: absolute; top: 0.5rem; inset-inline-end: 0.5rem; }
a.dismiss { display: grid; place-items: center; width: 2.75rem; height: 2.75rem; border-radius: 50%; color: var(--soft); font-size: 1.5rem; line-height: 1; text-decoration: none; }
a.dismiss:hover { background: var(--surface); color: var(--ink); }
.dismiss button { width: 2.75rem; min-height: 2.75rem; padding: 0; border-radius: 50%; background: transparent; color: var(--soft); font-size: 1.5rem; line-height: 1; }
.dismiss button:hover { background: var(--surface); color: var(--ink); }

.issuer:not(body) { width: 100%; height: 6.5rem; border: 1px dashed var(--field); border-radius: 0.625rem; }
body.issuer { background: transparent; padding: 0.75rem; font-size: 0.875rem; }
body.issuer form { display: flex; gap: 0.75rem; margin-top: 0.5rem; }
body.issuer button { min-height: 2.75rem; }

@media (max-width: 30rem) {
  .narrow { justify-content: flex-start; }
  .payment, .step { padding-inline: 1.25rem; }
  .phone { grid-template-columns: minmax(0, 1fr); }
  .panel { padding: 1.25rem; }
  .panel .facts dt { width: 100%; }
}
${COMPONENTS_STYLE}`;
