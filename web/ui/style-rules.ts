/**
 * The page's styles as CSS rules of the frame. Values are set through the CSSOM, so that none is parsed as CSS text.
 */

type Declarations = Readonly<Record<string, unknown>>;

/** The `style` of a card element, by state. */
export type ElementStyle = Readonly<Record<string, Declarations>>;

const STATES: Readonly<Record<string, string>> = {
  base: '.Field',
  complete: '.Field--complete',
  empty: '.Field--empty',
  invalid: '.Field--invalid',
};
const PSEUDO = new Set([':hover', ':focus', '::placeholder', '::selection', ':-webkit-autofill', ':disabled']);

/** Selectors of the Appearance API. */
const APPEARANCE_SELECTOR =
  /^\.(Accordion|AccordionItem|Block|BlockDivider|Button|Checkbox|CheckboxInput|CheckboxLabel|CodeInput|Dropdown|DropdownItem|Error|Input|Label|MenuAction|MenuIcon|Message|PickerAction|PickerItem|RadioIcon|RedirectText|SecondaryLink|Switch|Tab|TabIcon|TabLabel|TermsLink|TermsText|Text)(--[a-zA-Z-]+)?(::?[a-z-]+(\([a-z-]+\))?)*$/;

const sheets = new Map<string, CSSStyleSheet>();

/** Replaces the rules of one source (`style` or `appearance`). */
export function setRules(
  origin: string,
  rules: readonly (readonly [selector: string, declarations: Declarations])[],
): void {
  const sheet = sheets.get(origin) ?? new CSSStyleSheet();
  if (!sheets.has(origin)) {
    sheets.set(origin, sheet);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  }
  sheet.replaceSync('');
  for (const [selector, declarations] of rules) {
    const place = sheet.insertRule(`${selector}{}`, sheet.cssRules.length);
    const rule = sheet.cssRules[place] as CSSStyleRule;
    for (const [name, value] of Object.entries(declarations)) {
      // The browser ignores invalid declarations, and a value cannot contain further rules.
      if (typeof value === 'string' || typeof value === 'number') rule.style.setProperty(kebab(name), String(value));
    }
  }
}

/** Returns the CSS rules of a card element's `style`. */
export function rulesOfStyle(style: ElementStyle | undefined): [string, Declarations][] {
  return Object.entries(style ?? {}).flatMap(([state, declarations]) => {
    const selector = STATES[state];
    if (!selector || !declarations) return [];
    const nested = Object.entries(declarations).filter(
      ([name, value]) => PSEUDO.has(name) && typeof value === 'object',
    );
    return [
      [selector, declarations] as [string, Declarations],
      ...nested.map(([pseudo, inner]) => [`${selector}${pseudo}`, inner as Declarations] as [string, Declarations]),
    ];
  });
}

/** Returns the CSS rules of an appearance, without selectors that the API does not have. */
export function rulesOfAppearance(rules: Readonly<Record<string, Declarations>> | undefined): [string, Declarations][] {
  return Object.entries(rules ?? {}).filter(([selector]) =>
    selector.split(/[ ,>+]+/).every((part) => part === '' || APPEARANCE_SELECTOR.test(part)),
  );
}

/** Properties that only exist with a vendor prefix. */
const VENDORS: Readonly<Record<string, string>> = {
  fontSmoothing: '-webkit-font-smoothing',
  fontSmooth: '-webkit-font-smoothing',
};

function kebab(name: string): string {
  return VENDORS[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
