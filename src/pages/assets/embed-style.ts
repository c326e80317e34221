/**
 * The stylesheet of embedded components, on top of that of all pages. The variables of a page's `appearance` are set under
 * their own names (`embed-script.ts`).
 */
export const EMBED_STYLE = `
:root { --paper: var(--surface); --line: color-mix(in srgb, var(--ink) 14%, var(--surface)); --tint: color-mix(in srgb, var(--accent) 9%, var(--surface)); }
:root:not([data-ready]) { visibility: hidden; }
html { background: transparent; font-size: var(--fontSizeBase, 16px); font-family: var(--fontFamily, system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif); }
.embed { min-height: 0; background: var(--paper); font-size: var(--bodyMdFontSize, 0.9375rem); font-weight: var(--bodyMdFontWeight, 400); }
.embed main { display: grid; gap: calc(var(--spacingUnit, 10px) * 2); padding: 0.25rem; }
.embed h1 { font-size: var(--headingLgFontSize, 1.25rem); font-weight: var(--headingLgFontWeight, 650); text-transform: var(--headingLgTextTransform, none); }
.embed h2 { font-size: var(--headingMdFontSize, 1rem); font-weight: var(--headingMdFontWeight, 650); text-transform: var(--headingMdTextTransform, none); }
.embed label, .embed legend { font-size: var(--labelMdFontSize, 0.875rem); font-weight: var(--labelMdFontWeight, 600); text-transform: var(--labelMdTextTransform, none); }
.embed button, .embed .button, .embed input, .embed select, .embed textarea { min-height: 2.5rem; border-radius: var(--formBorderRadius, var(--borderRadius, 0.5rem)); }
.embed input, .embed select, .embed textarea { background: var(--formBackgroundColor, var(--surface)); padding: var(--inputFieldPaddingY, 0.5rem) var(--inputFieldPaddingX, 0.75rem); }
.embed input:not([type="checkbox"]), .embed select { height: 2.625rem; }
.embed input[type="checkbox"] { min-height: 0; accent-color: var(--formAccentColor, var(--accent)); }
.embed button, .embed .button { width: auto; border-radius: var(--buttonBorderRadius, var(--borderRadius, 0.5rem)); padding: var(--buttonPaddingY, 0.4375rem) var(--buttonPaddingX, 1rem); background: var(--buttonPrimaryColorBackground, var(--accent)); border-color: var(--buttonPrimaryColorBorder, transparent); color: var(--buttonPrimaryColorText, var(--on-accent)); font-size: var(--buttonLabelFontSize, inherit); font-weight: var(--buttonLabelFontWeight, 600); text-transform: var(--buttonLabelTextTransform, none); }
.embed button.quiet, .embed .button.quiet { background: var(--buttonSecondaryColorBackground, transparent); border-color: var(--buttonSecondaryColorBorder, var(--field)); color: var(--buttonSecondaryColorText, var(--ink)); }
.embed button.danger { background: var(--buttonDangerColorBackground, transparent); border-color: var(--buttonDangerColorBorder, var(--bad)); color: var(--buttonDangerColorText, var(--bad)); }
.embed .step { width: 100%; max-width: 34rem; margin-inline: auto; padding: 0; }
.embed .step p > .badge { margin-left: 0; }
.embed main > form.fields { max-width: 34rem; }
.embed .panel .facts dt { width: 13rem; }
.embed .step .fields button { width: 100%; }
.embed footer { padding: 0.25rem; }
.embed .panel { border-radius: var(--borderRadius, 0.75rem); padding: 1.25rem; }
.embed a { color: var(--actionPrimaryColorText, var(--accent)); }
.embed td { padding-block: var(--tableRowPaddingY, 0.625rem); }
.embed .intervals { display: flex; flex-wrap: wrap; justify-content: center; gap: 0.5rem; }
.embed .offers { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 14rem), 1fr)); gap: 1rem; align-items: start; }
.embed .offer { display: grid; gap: 0.75rem; overflow-wrap: anywhere; }
.embed main > .offer { max-width: 22rem; }
.embed .offer .price { font-size: 1.75rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.embed .offer .price small { color: var(--soft); font-size: 0.875rem; font-weight: 400; }
.embed .offer ul { margin: 0; padding-left: 1.25rem; }
@media (max-width: 36rem) { .embed .panel .facts dt { width: 100%; } }
`;
