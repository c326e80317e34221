import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { PaymentPage } from '../../src/shared/payment-page-view.ts';
import type { PageAnswer, PaymentPageCalls } from '../shared/payment-page.ts';
import type { Texts } from '../texts/texts.ts';
import { Expired } from './end/expired.tsx';
import { Missing } from './end/missing.tsx';
import { Thanks } from './end/thanks.tsx';
import { OpenPage } from './open-page.tsx';
import type { Surroundings } from './surroundings.ts';
import { usePaymentPage } from './use-payment-page.ts';

interface Props {
  readonly answer: PageAnswer;
  readonly texts: Texts;
  readonly calls: PaymentPageCalls;
  readonly around: Surroundings;
  onRetry(): void;
}

/** Whatever there is to show of a session; the merchant's page, if there is one around, follows its height. */
export function Checkout({ answer, texts, calls, around, onRetry }: Props) {
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = content.current;
    if (!element) return;
    const watch = new ResizeObserver(() =>
      around.tell({ type: 'height', pixels: Math.ceil(element.getBoundingClientRect().height) }),
    );
    watch.observe(element);
    return () => watch.disconnect();
  }, [around]);
  return (
    <div ref={content} class={around.embedded ? 'Checkout Checkout--embedded' : 'Checkout'}>
      {answer.page ? (
        <Session first={answer.page} texts={texts} calls={calls} around={around} />
      ) : (
        <Missing error={answer.error} texts={texts} onRetry={onRetry} />
      )}
    </div>
  );
}

function Session({ first, texts, calls, around }: Omit<Props, 'answer' | 'onRetry'> & { first: PaymentPage }) {
  const checkout = usePaymentPage(first, calls, around);
  const { page } = checkout;
  const next = nextOf(page, around);
  useEffect(() => {
    if (page.status !== 'complete') return;
    if (next !== null) void around.leave(next);
    else around.complete();
  }, [page.status, next, around]);
  if (page.status === 'complete') return <Thanks page={page} texts={texts} next={next} />;
  if (page.status === 'expired') return <Expired page={page} texts={texts} around={around} />;
  return <OpenPage checkout={checkout} texts={texts} around={around} />;
}

/**
 * Where a payer goes from a page that is complete; null when they stay. One who had to leave for a wallet comes back to
 * the merchant's return address by themselves, so `if_required` leaves nothing to do here.
 */
function nextOf(page: PaymentPage, around: Surroundings): string | null {
  return around.embedded && page.redirect_on_completion !== 'always' ? null : page.after_url;
}
