import type { PaymentPage } from '../../../src/shared/payment-page-view.ts';
import type { Texts } from '../../texts/texts.ts';
import type { Host } from '../host.ts';
import { Notice } from './notice.tsx';

/** An expired session, with a link to recover it if the merchant enabled that. */
export function Expired(props: { page: PaymentPage; texts: Texts; host: Host }) {
  const { page, host } = props;
  const { t } = props.texts;
  const { recovery_url: recovery, cancel_url: back } = page;
  const business = page.merchant.branding.display_name;
  return (
    <Notice heading={t('expired.heading')}>
      <p>{t('expired.text', { business })}</p>
      {recovery !== null && (
        <button type="button" class="Button" onClick={() => host.leave(recovery)}>
          {t('expired.recover')}
        </button>
      )}
      {recovery === null && back !== null && (
        <button type="button" class="Button Button--quiet" onClick={() => host.leave(back)}>
          {t('backTo', { business })}
        </button>
      )}
    </Notice>
  );
}
