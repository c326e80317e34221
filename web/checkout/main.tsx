import { render } from 'preact';
import '../ui/style.css';
import './style.css';
import { paymentPageCalls } from '../shared/payment-page.ts';
import { loadTexts } from '../texts/texts.ts';
import { applyBranding } from './branding/branding.ts';
import { Checkout } from './checkout.tsx';
import { connectHost } from './host.ts';

/** Entry of the checkout page. */
const root = document.getElementById('root');
if (!root) throw new Error('The checkout page has no element with the id root.');
const host = await connectHost();
const calls = paymentPageCalls(location.origin, host);

async function start(place: HTMLElement): Promise<void> {
  const answer = await calls.read();
  const wanted = answer.page && answer.page.locale !== 'auto' ? answer.page.locale : host.locale;
  const texts = await loadTexts(wanted, ['checkout', 'form', 'elements']);
  document.documentElement.lang = texts.tag;
  document.documentElement.dir = texts.direction;
  const branding = answer.page?.merchant.branding;
  if (branding) applyBranding(branding, host.embedded ? branding.background_color : '#ffffff');
  document.title = branding?.display_name || texts.t('title');
  render(<Checkout answer={answer} texts={texts} calls={calls} host={host} onRetry={() => start(place)} />, place);
}
await start(root);
