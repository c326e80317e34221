import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';

/** A page for one test. */
export interface TakenPage {
  readonly page: Page;
  /** Empties the page for the next test. */
  giveBack(): Promise<void>;
  close(): Promise<void>;
}

interface IdlePage {
  readonly page: Page;
  readonly session: CDPSession;
  /** The options of its context, as JSON. */
  readonly options: string;
}

/** Pages that wait for a test, of each browser. More are closed, the oldest first. */
const IDLE_PAGES = 4;

const VIEWPORT = { width: 1280, height: 720 };

const idle = new WeakMap<Browser, IdlePage[]>();

/**
 * Takes a page from those that earlier tests gave back, or opens one. A page that was used has its renderer process and
 * the scripts that it compiled, which is half of what opening a page costs.
 */
export async function takePage(browser: Browser, options: BrowserContextOptions): Promise<TakenPage> {
  const waiting = idle.get(browser) ?? [];
  idle.set(browser, waiting);
  const wanted = JSON.stringify(options);
  const found = waiting.findIndex((one) => one.options === wanted);
  const taken = waiting.splice(found, found < 0 ? 0 : 1)[0] ?? (await openPage(browser, options, wanted));
  return {
    page: taken.page,
    async giveBack() {
      if (taken.page.isClosed()) return taken.page.context().close();
      await empty(taken, options);
      waiting.push(taken);
      if (waiting.length > IDLE_PAGES) await waiting.shift()?.page.context().close();
    },
    close: () => taken.page.context().close(),
  };
}

async function openPage(browser: Browser, options: BrowserContextOptions, wanted: string): Promise<IdlePage> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  return { page, session: await context.newCDPSession(page), options: wanted };
}

/** Ends the page's scripts, and removes what its test left in it. The cache of what it loaded stays. */
async function empty({ page, session }: IdlePage, options: BrowserContextOptions): Promise<void> {
  const context = page.context();
  for (const other of context.pages()) if (other !== page) await other.close();
  page.removeAllListeners();
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.goto('about:blank');
  await page.mouse.move(0, 0);
  if (options.viewport !== null) await page.setViewportSize(options.viewport ?? VIEWPORT);
  await page.emulateMedia({ colorScheme: options.colorScheme ?? 'light' });
  await context.clearCookies();
  await session.send('Storage.clearDataForOrigin', { origin: '*', storageTypes: 'all' });
  await session.send('Page.resetNavigationHistory');
}
