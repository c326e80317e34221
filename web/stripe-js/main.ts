import { trainOf } from '../shared/trains.ts';
import { createConstructor } from './constructor.ts';
import { warn } from './misuse.ts';

/** The script that a merchant's page loads: it sets `window.Stripe`, and talks to where it came from. */
const script = document.currentScript;
if (!(script instanceof HTMLScriptElement) || !script.src) {
  throw new Error('Florin’s stripe.js finds its server by its own <script src>: load it with a plain script tag.');
}
const source = new URL(script.src);
if (window.Stripe) warn('stripe.js was loaded more than once; the first one stays.');
else Object.assign(window, { Stripe: createConstructor(source.origin, trainOf(source)) });
