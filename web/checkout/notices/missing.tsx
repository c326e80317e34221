import type { StripeError } from '@stripe/stripe-js';
import type { Texts } from '../../texts/texts.ts';
import { Notice } from './notice.tsx';

/** A session that could not be loaded, either temporarily or because it does not exist. */
export function Missing({ error, texts: { t }, onRetry }: { error: StripeError; texts: Texts; onRetry(): void }) {
  const passes = error.type === 'api_connection_error' || error.type === 'api_error';
  return (
    <Notice heading={t('title')}>
      <p role="alert">{t(passes ? 'problem.again' : 'problem.gone')}</p>
      {passes && (
        <button type="button" class="Button" onClick={onRetry}>
          {t('problem.retry')}
        </button>
      )}
    </Notice>
  );
}
