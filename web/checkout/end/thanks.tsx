import type { PaymentPage } from '../../../src/checkout/page/view-type.ts';
import type { Words } from '../language/words.ts';
import { Notice } from './notice.tsx';

const SAID = { paid: 'done.paid', unpaid: 'done.unpaid', no_payment_required: 'done.nothing' } as const;

/** A complete session: what there is to read until the payer is back at the merchant's, or for good. */
export function Thanks({ page, words: { t } }: { page: PaymentPage; words: Words }) {
  const business = page.merchant.branding.display_name;
  return (
    <Notice heading={t('done.heading')}>
      <p>{t(SAID[page.payment_status], { business })}</p>
      {page.after_url !== null && (
        <p class="Notice-on">
          <span class="Spinner" aria-hidden="true" />
          {t('done.goingOn', { business })}
        </p>
      )}
    </Notice>
  );
}
