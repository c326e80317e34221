import { useEffect } from 'preact/hooks';
import type { Texts } from '../texts/texts.ts';
import { HandlesContext } from '../ui/handles.ts';
import { deviceOf, itemsAndTotals, report } from './analytics.ts';
import { variablesOn } from './branding/branding.ts';
import { CHECKOUT } from './handles.ts';
import type { Host } from './host.ts';
import { PayForm } from './pay-form.tsx';
import { Summary } from './summary/summary.tsx';
import type { OpenCheckout } from './use-payment-page.ts';

/** An open session: the summary in the merchant's colour beside the payment form. */
export function OpenPage(props: { checkout: OpenCheckout; texts: Texts; host: Host }) {
  const { checkout, texts, host } = props;
  const { page } = checkout;
  const { branding } = page.merchant;
  // A merchant's page has a <main> of its own.
  const Form = host.embedded ? 'section' : 'main';
  const colors = host.embedded ? {} : variablesOn(branding.background_color, branding.button_color);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the page is shown
  useEffect(() => {
    report(host, page, { eventType: 'checkoutRendered', details: itemsAndTotals(page) });
    report(host, page, { eventType: 'deviceData', details: { device: deviceOf(innerWidth, innerHeight, texts.tag) } });
  }, []);
  return (
    <HandlesContext.Provider value={CHECKOUT}>
      <div class="Columns" style={host.embedded ? { background: 'var(--surface)' } : {}}>
        <header class="Column Column--summary" style={colors}>
          <div class="Column-inside">
            <Summary checkout={checkout} texts={texts} host={host} />
          </div>
        </header>
        <Form class="Column Column--form" {...(host.embedded && { 'aria-label': texts.t('title') })}>
          <div class="Column-inside">
            <PayForm checkout={checkout} texts={texts} host={host} />
          </div>
        </Form>
      </div>
    </HandlesContext.Provider>
  );
}
