import { render } from 'preact';
import '../elements/style.css';
import './style.css';
import { paymentPageCalls } from '../shared/payment-page.ts';
import { loadTexts } from '../texts/texts.ts';
import { Checkout } from './checkout.tsx';
import { applyBranding } from './look/branding.ts';
import { surroundings } from './surroundings.ts';

/** The checkout page: finds out whose it is, asks for it, and shows it. */
const root = document.getElementById('root');
if (!root) throw new Error('The checkout page has lost its root.');
const around = await surroundings();
const calls = paymentPageCalls(location.origin, around);

async function start(place: HTMLElement): Promise<void> {
  const answer = await calls.read();
  const wanted = answer.page && answer.page.locale !== 'auto' ? answer.page.locale : around.locale;
  const texts = await loadTexts(wanted, ['checkout', 'form', 'elements']);
  document.documentElement.lang = texts.tag;
  document.documentElement.dir = texts.direction;
  const branding = answer.page?.merchant.branding;
  if (branding) applyBranding(branding, around.embedded ? branding.background_color : '#ffffff');
  document.title = branding?.display_name || texts.t('title');
  render(<Checkout answer={answer} texts={texts} calls={calls} around={around} onRetry={() => start(place)} />, place);
}
await start(root);
