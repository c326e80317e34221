import { warn } from '../shared/misuse.ts';
import { elementOf } from './element.ts';

/** Entry of the script of `<stripe-pricing-table>` and `<stripe-buy-button>`, whose frames are of the script's origin. */
const script = document.currentScript;
if (!(script instanceof HTMLScriptElement) || !script.src) {
  warn('This script derives its server from its own <script src>. Load it with a plain script tag.');
} else {
  const { origin } = new URL(script.src);
  // A page may load both of the script's addresses.
  for (const name of ['pricing-table', 'buy-button']) {
    if (!customElements.get(`stripe-${name}`)) customElements.define(`stripe-${name}`, elementOf(origin, name));
  }
}
