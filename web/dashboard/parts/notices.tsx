import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { CallError } from '../data/call.ts';
import { useWords } from '../words/words.ts';
import { Id } from './id.tsx';

/** The heading of a page, which is also its title in the browser. */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title) document.title = `${title} · Florin`;
  }, [title]);
}

/** There is no such page or object. */
export function NotFound() {
  const words = useWords();
  useTitle(words.common.notFound);
  return (
    <div class="empty">
      <h1>{words.common.notFound}</h1>
      <p>{words.common.notFoundText}</p>
    </div>
  );
}

/** The problem of a load, and a way to try it again. */
export function Failure({ error, onRetry }: { error: Error; onRetry?: () => void }) {
  const words = useWords();
  const requestId = error instanceof CallError ? error.requestId : null;
  return (
    <div class="notice error" role="alert">
      <p>
        <strong>{words.common.failedToLoad}</strong> {error.message}
      </p>
      {requestId && (
        <p>
          {words.common.request} <Id id={requestId} copy />
        </p>
      )}
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {words.common.retry}
        </button>
      )}
    </div>
  );
}

/** Nothing is there yet. */
export function Empty({ title, text, children }: { title: string; text?: string; children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="large">{title}</p>
      {text && <p>{text}</p>}
      {children}
    </div>
  );
}

/** The object is loading, was not found, or failed to load. */
export function Pending({ error, onRetry }: { error: Error | undefined; onRetry?: () => void }) {
  const words = useWords();
  if (error instanceof CallError && error.status === 404) return <NotFound />;
  if (error) return <Failure error={error} {...(onRetry && { onRetry })} />;
  return (
    <p class="loading" role="status">
      {words.common.loading}
    </p>
  );
}
