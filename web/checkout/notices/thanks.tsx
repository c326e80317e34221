import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import type { Texts } from '../../texts/texts.ts';
import { Markdown } from '../markdown.tsx';
import { Notice } from './notice.tsx';

const TEXT_BY_STATUS = { paid: 'done.paid', unpaid: 'done.unpaid', no_payment_required: 'done.nothing' } as const;

/** A complete session, shown until the customer is back at the merchant's page, or permanently. */
export function Thanks(props: { page: PaymentPage; texts: Texts; next: string | null }) {
  const { page, next } = props;
  const { t } = props.texts;
  const business = page.merchant.branding.display_name;
  return (
    <Notice heading={t('done.heading')}>
      <p>
        {page.confirmation_message === null ? (
          t(TEXT_BY_STATUS[page.payment_status], { business })
        ) : (
          <Markdown text={page.confirmation_message} />
        )}
      </p>
      {next !== null && (
        <p class="Notice-on">
          <span class="Spinner" aria-hidden="true" />
          {t('done.goingOn', { business })}
        </p>
      )}
    </Notice>
  );
}
