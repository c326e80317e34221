import { useEffect, useRef } from 'preact/hooks';

/** The browser's types that markup has to pass, where it has them. */
interface TrustedTypes {
  createPolicy(name: string, rules: { createHTML: (text: string) => string }): { createHTML(text: string): string };
}

let policy: { createHTML(text: string): string } | undefined;

/**
 * A mail's markup in a frame without scripts, forms or this page's origin. It is the only markup of the dashboard that is
 * made from text: the sandbox makes it safe.
 */
export function MailFrame({ html, title }: { html: string; title: string }) {
  const frame = useRef<HTMLIFrameElement>(null);
  useEffect(() => {
    if (!frame.current) return;
    // Not every browser has it yet, and the DOM's types lack it.
    const { trustedTypes } = globalThis as { trustedTypes?: TrustedTypes };
    policy ??= trustedTypes?.createPolicy('florin-mail', { createHTML: (text) => text });
    frame.current.srcdoc = policy?.createHTML(html) ?? html;
  }, [html]);
  return <iframe ref={frame} title={title} sandbox="allow-popups" />;
}
