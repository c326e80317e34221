import { warn } from '../shared/misuse.ts';
import { trainOf } from '../shared/trains.ts';
import { createConstructor } from './constructor.ts';

/** Entry of the script that merchants' pages load. It sets `window.Stripe`, which calls the origin of the script. */
const script = document.currentScript;
if (!(script instanceof HTMLScriptElement) || !script.src) {
  throw new Error('Florin’s stripe.js derives its server from its own <script src>. Load it with a plain script tag.');
}
const source = new URL(script.src);
if (window.Stripe) warn('stripe.js was loaded more than once. The first one is used.');
else Object.assign(window, { Stripe: createConstructor(source.origin, trainOf(source)) });
