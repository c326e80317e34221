import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PaymentPage } from '../../src/shared/payment-page-view.ts';
import type { PageAnswer, PaymentPageCalls } from '../shared/payment-page.ts';
import type { Texts } from '../texts/texts.ts';
import type { Host } from './host.ts';
import { Expired } from './notices/expired.tsx';
import { Missing } from './notices/missing.tsx';
import { Thanks } from './notices/thanks.tsx';
import { OpenPage } from './open-page.tsx';
import { usePaymentPage } from './use-payment-page.ts';

interface Props {
  readonly answer: PageAnswer;
  readonly texts: Texts;
  readonly calls: PaymentPageCalls;
  readonly host: Host;
  onRetry(): void;
}

/** The checkout page in any state. Reports its height to the merchant's page. */
export function Checkout({ answer, texts, calls, host, onRetry }: Props) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = content.current;
    if (!element) return;
    const watch = new ResizeObserver(() =>
      host.send({ type: 'height', pixels: Math.ceil(element.getBoundingClientRect().height) }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [host]);
  return (
    <div ref={content} class={host.embedded ? 'Checkout Checkout--embedded' : 'Checkout'}>
      {answer.page ? (
        <Session first={answer.page} texts={texts} calls={calls} host={host} />
      ) : (
        <Missing error={answer.error} texts={texts} onRetry={onRetry} />
      )}
    </div>
  );
}

function Session({ first, texts, calls, host }: Omit<Props, 'answer' | 'onRetry'> & { first: PaymentPage }) {
  const checkout = usePaymentPage(first, calls, host);
  const { page } = checkout;
  const next = nextOf(page, host);
  useEffect(() => {
    if (page.status !== 'complete') return;
    if (next !== null) void host.leave(next);
    else host.complete();
  }, [page.status, next, host]);
  if (page.status === 'complete') return <Thanks page={page} texts={texts} next={next} />;
  if (page.status === 'expired') return <Expired page={page} texts={texts} host={host} />;
  return <OpenPage checkout={checkout} texts={texts} host={host} />;
}

/**
 * Returns the address to navigate to when the session is complete; null to stay. Customers who left for a wallet return
 * to the merchant's address without this page, so there is nothing to do for `if_required`.
 */
function nextOf(page: PaymentPage, host: Host): string | null {
  return host.embedded && page.redirect_on_completion !== 'always' ? null : page.after_url;
}
