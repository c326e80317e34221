import type { MethodSpec } from '../../src/shared/method-spec.ts';

/** A small icon beside the payment method's name. Hidden from screen readers, which read the name. */
export function MethodIcon({ type, color }: Pick<MethodSpec, 'type' | 'color'>) {
  if (type === 'card') {
    return (
      <svg class="TabIcon" viewBox="0 0 16 16" aria-hidden="true">
        <rect x="1" y="3" width="14" height="10" rx="1.5" fill="none" stroke="currentColor" stroke-width="1.3" />
        <rect x="1" y="5.5" width="14" height="2.2" fill="currentColor" />
      </svg>
    );
  }
  return (
    <svg class="TabIcon" viewBox="0 0 16 16" aria-hidden="true">
      <circle cx="8" cy="8" r="6.5" fill={color ?? 'currentColor'} />
      <text x="8" y="11" text-anchor="middle" font-size="8" font-weight="700" fill="#fff">
        {type.charAt(0).toUpperCase()}
      </text>
    </svg>
  );
}
