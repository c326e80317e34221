import type { Locator, Page } from 'playwright-core';

/** A way to work a page: with a mouse, or with the keyboard alone. */
export interface Hand {
  readonly name: 'mouse' | 'keyboard';
  /** Presses a button or a link, or a checkbox, radio button or switch. */
  press(target: Locator): Promise<void>;
  /** Replaces the text of a field. */
  type(field: Locator, text: string): Promise<void>;
  /** Chooses the option of a select whose text begins with these letters. */
  choose(select: Locator, text: string): Promise<void>;
}

export const mouse: Hand = {
  name: 'mouse',
  press: (target) => target.click(),
  type: (field, text) => field.fill(text),
  async choose(select, text) {
    const option = await optionOf(select, text);
    await select.selectOption(await option.evaluate((one: HTMLOptionElement) => one.value));
  },
};

/** Waits for the option whose text begins with these letters. */
async function optionOf(select: Locator, text: string): Promise<Locator> {
  const letters = text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const option = select.locator('option', { hasText: new RegExp(`^${letters}`) }).first();
  await option.waitFor({ state: 'attached' });
  return option;
}

/** Presses of the Tab key from one end of a page to the other, at most. */
const MOST_TABS = 200;

/** Moves the focus with the Tab key until an element has it. */
async function reach(target: Locator): Promise<void> {
  const page = target.page();
  await target.waitFor();
  let element = await target.elementHandle();
  for (let n = 0; n < MOST_TABS; n++) {
    const found = await element?.evaluate((one) => (one.isConnected ? one === document.activeElement : null));
    if (found === true) return;
    // A page that was loaded anew has other elements.
    if (found === null) element = await target.elementHandle();
    else await page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not reach ${target}.`);
}

export const keyboard: Hand = {
  name: 'keyboard',
  async press(target) {
    const page = target.page();
    const type = await target.evaluate((element) => (element instanceof HTMLInputElement ? element.type : ''));
    if (type === 'radio') return pressRadio(target);
    await reach(target);
    await page.keyboard.press(type === 'checkbox' ? 'Space' : 'Enter');
  },
  async type(field, text) {
    await reach(field);
    await field.page().keyboard.press('Control+A');
    await field.page().keyboard.insertText(text);
  },
  async choose(select, text) {
    const { keyboard: keys } = select.page();
    const option = await optionOf(select, text);
    await reach(select);
    // A letter leads to an option that begins with it, arrows to those below.
    await keys.press(text.charAt(0));
    const isChosen = () => option.evaluate((one: HTMLOptionElement) => one.selected);
    const size = await select.locator('option').count();
    for (let n = 0; n < size && !(await isChosen()); n++) await keys.press('ArrowDown');
    if (await isChosen()) return;
    await keys.press('Home');
    for (let n = 0; n < size && !(await isChosen()); n++) await keys.press('ArrowDown');
  },
};

/** Radio buttons of one name are one stop of the Tab key; arrows go from one to the next. */
async function pressRadio(target: Locator): Promise<void> {
  const page = target.page();
  const group = target.locator('xpath=ancestor::*[@role="radiogroup"][1]');
  await reach(group.locator('input:checked'));
  const size = await group.locator('input').count();
  for (let n = 0; n < size && !(await target.isChecked()); n++) await page.keyboard.press('ArrowDown');
}

/** Follows the navigation of every page. */
export function goTo(page: Page, hand: Hand, name: string): Promise<void> {
  return hand.press(page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name, exact: true }));
}
