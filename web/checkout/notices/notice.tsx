import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A page without a form. Its heading receives the focus, so that screen readers start there. */
export function Notice({ heading, children }: { heading: string; children: ComponentChildren }) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  // A merchant's page has a <main> of its own.
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
