import { misuse, warn } from '../shared/misuse.ts';
import { type Connector, createConnector } from './connector.ts';
import { defineElements } from './element.ts';
import { BARE } from './names.ts';
import type { InitParams } from './types.ts';

/** The global object of the library. Pages without the package may set `onLoad` before the script has loaded. */
interface StripeConnect {
  init?: (params: InitParams) => object;
  onLoad?: () => void;
}

/** Entry of the script that platforms' pages load. It sets `window.StripeConnect`, whose components are of its origin. */
const script = document.currentScript;
if (!(script instanceof HTMLScriptElement) || !script.src) {
  throw new Error('Florin’s connect.js derives its server from its own <script src>. Load it with a plain script tag.');
}
const { origin } = new URL(script.src);
const page = window as { StripeConnect?: StripeConnect };
if (page.StripeConnect?.init) warn('connect.js was loaded more than once. The first one is used.');
else {
  defineElements();
  page.StripeConnect = Object.assign(page.StripeConnect ?? {}, { init });
  page.StripeConnect.onLoad?.();
}

/** Creates an instance: the connector that the package hands to elements, and the calls for pages without the package. */
function init(params: InitParams): object {
  if (typeof params?.publishableKey !== 'string' || !params.publishableKey.startsWith('pk_')) {
    throw misuse('StripeConnect.init needs a publishable key (pk_test_…).');
  }
  if (typeof params.fetchClientSecret !== 'function') throw misuse('StripeConnect.init needs fetchClientSecret.');
  const { connector, update, logout } = createConnector(origin, params);
  return {
    connect: connector,
    update,
    logout,
    create(name: string): HTMLElement {
      const element = document.createElement(BARE.includes(name) ? name : `stripe-connect-${name}`);
      if (!('setConnector' in element)) throw misuse(`There is no component ${name}.`);
      (element as HTMLElement & { setConnector(connector: Connector): void }).setConnector(connector);
      return element;
    },
  };
}
