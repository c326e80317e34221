import { useMethods } from '../../data/methods.ts';
import { invalidate } from '../../data/query.ts';
import { useCalls } from '../../data/use-call.ts';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { Id } from '../../parts/id.tsx';
import { useWords } from '../../words/words.ts';
import type { SavedMethod } from './types.ts';

/** The saved payment methods, each with what decides if Checkout shows it to the customer again. */
export function Methods({
  methods,
  isDefault,
}: {
  methods: readonly SavedMethod[];
  isDefault: (id: string) => boolean;
}) {
  const words = useWords();
  const { nameOf } = useMethods();
  const names = words.customers;
  if (methods.length === 0) return <p class="muted">{names.noMethods}</p>;
  return (
    <ul class="cards">
      {methods.map((method) => (
        <li key={method.id} class="card">
          <div class="title">
            <strong>
              {nameOf(method.card?.brand ?? method.type)} {method.card && `•••• ${method.card.last4}`}{' '}
              {method.card && <span class="muted">{`${method.card.exp_month}/${method.card.exp_year}`}</span>}
            </strong>
            <div class="row">
              {isDefault(method.id) && <span class="badge">{names.defaultMethod}</span>}
              <Detach id={method.id} />
            </div>
          </div>
          <Id id={method.id} copy />
          <Prefill method={method} />
        </li>
      ))}
    </ul>
  );
}

/** The conditions under which Checkout shows a saved card, as a checklist. */
function Prefill({ method }: { method: SavedMethod }) {
  const { customers } = useWords();
  const { name, email, address } = method.billing_details;
  const conditions: readonly (readonly [boolean, string])[] = [
    [method.type === 'card', customers.conditions.card],
    [method.allow_redisplay === 'always', customers.conditions.always],
    [Boolean(name && email && address?.country), customers.conditions.billing],
  ];
  const shows = conditions.every(([met]) => met);
  return (
    <details>
      <summary>{shows ? customers.prefill : customers.noPrefill}</summary>
      <ul>
        {conditions.map(([met, text]) => (
          <li key={text}>
            <span aria-hidden="true">{met ? '✓' : '✕'}</span> {text}
            <span class="visually-hidden">{met ? '' : ' ✕'}</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Detach({ id }: { id: string }) {
  const words = useWords();
  const { post } = useCalls();
  const { busy, submit } = useSubmit();
  const detach = () =>
    submit(async () => {
      await post(`/v1/payment_methods/${id}/detach`);
      invalidate('customers');
    });
  return (
    <Button quiet busy={busy} onClick={detach}>
      {words.customers.detach}
    </Button>
  );
}
