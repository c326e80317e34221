import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A page that only says something: the end of a checkout, whichever it is. Screen readers begin at its heading. */
export function Notice({ heading, children }: { heading: string; children: ComponentChildren }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  // Inside the merchant's page, whose own main part is the page's.
  const Place = parent === window ? 'main' : 'section';
  return (
    <Place class="Notice">
      <h1 ref={title} tabIndex={-1}>
        {heading}
      </h1>
      {children}
    </Place>
  );
}
