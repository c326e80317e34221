/** The part of the stylesheet that the components of connected accounts have, in frames and in the Express dashboard. */
export const COMPONENTS_STYLE = `
.badge.neutral { background: var(--badgeNeutralColorBackground, color-mix(in srgb, var(--soft) 16%, var(--surface))); color: var(--badgeNeutralColorText, var(--ink)); }
.badge.success { background: var(--badgeSuccessColorBackground, color-mix(in srgb, var(--good) 16%, var(--surface))); color: var(--badgeSuccessColorText, color-mix(in srgb, var(--good) 75%, var(--ink))); }
.badge.warning { background: var(--badgeWarningColorBackground, var(--badge)); color: var(--badgeWarningColorText, var(--on-badge)); }
.badge.danger { background: var(--badgeDangerColorBackground, color-mix(in srgb, var(--bad) 14%, var(--surface))); color: var(--badgeDangerColorText, color-mix(in srgb, var(--bad) 75%, var(--ink))); }
td .badge, h1 .badge, h2 .badge { margin-left: 0; white-space: nowrap; vertical-align: middle; text-transform: var(--badgeLabelTextTransform, none); }
h1 .badge, h2 .badge { margin-left: 0.375rem; }
button.danger { background: transparent; border-color: var(--bad); color: var(--bad); }
button.danger:hover { background: var(--tint); color: var(--bad); }
.line, .filters { display: flex; flex-wrap: wrap; align-items: end; gap: 0.75rem; }
.line > div, .filters > div { flex: 1 1 10rem; max-width: 18rem; }
.line button, .filters button { width: auto; }
.panel > * + *, .panel section > * + *, main > section:not(.panel) > * + * { margin-top: 1rem; }
.panel form + form { margin-top: 1.25rem; padding-top: 1.25rem; border-top: 1px solid var(--line); }
.tabs { display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; margin-bottom: 1.75rem; border-bottom: 1px solid var(--line); }
.tabs a { padding: 0.625rem 0; border-bottom: 2px solid transparent; color: var(--soft); font-weight: 600; text-decoration: none; }
.tabs a[aria-current] { border-color: var(--accent); color: var(--ink); }
.masthead img { border-radius: 0.625rem; object-fit: contain; }
.tabs ~ main .facts dt { width: 13rem; }
.wide main > form.fields { max-width: 34rem; }
.wide main button, .wide main .button { width: auto; }
.notice { border-color: var(--accent); background: var(--tint); }
.switches { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 13rem), 1fr)); gap: 0.75rem 1.5rem; }
.end { text-align: end; }
.object-id { display: none; color: var(--soft); }
:root[data-ids] .object-id { display: block; }
td a { font-weight: 600; }
td:nth-child(n + 2):last-child { width: auto; }
table th:last-child, table td:last-child { padding-right: 0; text-align: end; }
.weekly, .monthly { display: none; }
form:has(option[value="weekly"]:checked) .weekly, form:has(option[value="monthly"]:checked) .monthly { display: block; }
@media (max-width: 36rem) {
  .extra { display: none; }
  .tabs ~ main .facts dt { width: 100%; }
  .line > div, .filters > div { max-width: none; }
}
`;
