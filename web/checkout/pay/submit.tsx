import type { StripeError } from '@stripe/stripe-js';
import { useEffect, useRef } from 'preact/hooks';
import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import { money } from '../../shared/money.ts';
import type { Texts } from '../../texts/texts.ts';
import { SUBMIT } from '../handles.ts';
import type { OpenCheckout } from '../use-payment-page.ts';

/** The submit button with the error of the last attempt. */
export function Submit({ checkout, texts }: { checkout: OpenCheckout; texts: Texts }) {
  const { page, busy, error } = checkout;
  const { t } = texts;
  const banner = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (error) banner.current?.scrollIntoView({ block: 'nearest' });
  }, [error]);
  const waits = !busy && page.payment?.redirect_url;
  return (
    <div class="Submit">
      <p ref={banner} class="Banner" role={error ? 'alert' : undefined}>
        {error && errorText(error, texts)}
      </p>
      {waits && (
        <p class="Banner Banner--calm">
          {t('submit.waits')}{' '}
          <button type="button" class="Plain Plain--text" onClick={() => checkout.resume()}>
            {t('submit.goOn')}
          </button>
        </p>
      )}
      <button {...SUBMIT} type="submit" class={`Button Button--pay ${SUBMIT.class}`} disabled={busy} aria-busy={busy}>
        {busy && <span class="Spinner" aria-hidden="true" />}
        <span>{busy ? t('submit.busy') : label(page, texts)}</span>
      </button>
    </div>
  );
}

/** Errors with a text of this page. */
const OWN_WORDS: Readonly<Record<string, string>> = { checkout_amount_mismatch: 'problem.changed' };

function errorText({ type, code, message }: StripeError, { t }: Texts): string | undefined {
  if (type === 'api_connection_error') return t('problem.lost');
  const own = OWN_WORDS[code ?? ''];
  return own ? t(own) : message;
}

function label(page: PaymentPage, { t, tag }: Texts): string {
  const { mode, submit_type: type, totals, needs_payment_method: needs } = page;
  const amount = money(totals.total, page.currency, tag);
  if (mode === 'setup') return t('submit.setup');
  if (mode === 'subscription' || type === 'subscribe') {
    return totals.total > 0 ? t('submit.subscribeFor', { amount }) : t('submit.subscribe');
  }
  if (!needs && totals.total === 0) return t('submit.complete');
  return t(type === 'book' || type === 'donate' ? `submit.${type}` : 'submit.pay', { amount });
}
