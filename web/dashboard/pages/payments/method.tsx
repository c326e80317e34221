import { useMethods } from '../../data/methods.ts';

interface Method {
  readonly type: string;
  readonly brand: string | null;
  readonly last4: string | null;
}

/** A payment method in a few characters: its brand, and the end of its number. */
export function MethodText({ method }: { method: Method | null }) {
  const { nameOf } = useMethods();
  if (!method) return <span class="muted">–</span>;
  return (
    <span class="nowrap">
      {nameOf(method.brand ?? method.type)}
      {method.last4 && ` •••• ${method.last4}`}
    </span>
  );
}
