/** Styles that a page asks for, put into rules of the frame's own. Nothing of them is taken as text of a style sheet. */

type Declarations = Readonly<Record<string, unknown>>;

/** The `style` of a card element: what it says of each state of its inputs. */
export type ElementStyle = Readonly<Record<string, Declarations>>;

const STATES: Readonly<Record<string, string>> = {
  base: '.Field',
  complete: '.Field--complete',
  empty: '.Field--empty',
  invalid: '.Field--invalid',
};
const PSEUDO = new Set([':hover', ':focus', '::placeholder', '::selection', ':-webkit-autofill', ':disabled']);

/** The classes of the Appearance API that a rule may be about. */
const APPEARANCE_SELECTOR =
  /^\.(Accordion|AccordionItem|Block|BlockDivider|Button|Checkbox|CheckboxInput|CheckboxLabel|CodeInput|Dropdown|DropdownItem|Error|Input|Label|MenuAction|MenuIcon|Message|PickerAction|PickerItem|RadioIcon|RedirectText|SecondaryLink|Switch|Tab|TabIcon|TabLabel|TermsLink|TermsText|Text)(--[a-zA-Z-]+)?(::?[a-z-]+(\([a-z-]+\))?)*$/;

const sheets = new Map<string, CSSStyleSheet>();

/** Replaces the rules of one origin (`style`, `appearance`) by new ones. */
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
      // The browser drops what is no declaration; a value can hold nothing but a value here.
      if (typeof value === 'string' || typeof value === 'number') rule.style.setProperty(kebab(name), String(value));
    }
  }
}

/** The rules of a card element's `style`. */
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

/** The rules of an appearance. Selectors that are not the API's own are left out. */
export function rulesOfAppearance(rules: Readonly<Record<string, Declarations>> | undefined): [string, Declarations][] {
  return Object.entries(rules ?? {}).filter(([selector]) =>
    selector.split(/[ ,>+]+/).every((part) => part === '' || APPEARANCE_SELECTOR.test(part)),
  );
}

/** Standard names for the two that only vendors have. */
const VENDORS: Readonly<Record<string, string>> = {
  fontSmoothing: '-webkit-font-smoothing',
  fontSmooth: '-webkit-font-smoothing',
};

function kebab(name: string): string {
  return VENDORS[name] ?? name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
