import type { ComponentChildren } from 'preact';
import type { Form } from '../../form/use-form.ts';
import { useHandles } from '../../ui/handles.ts';

/** A checkbox with an optional error. */
export function Box(props: { id: string; label: ComponentChildren; form: Form; problem?: string | undefined }) {
  const { id, label, form, problem } = props;
  return (
    <div class="Box">
      <label class="Box-label">
        <input
          {...useHandles().input(id)}
          type="checkbox"
          checked={form.entries[id] === 'yes'}
          aria-invalid={problem !== undefined}
          aria-describedby={`${id}-problem`}
          onChange={(event) => form.set(id, event.currentTarget.checked ? 'yes' : '')}
        />
        <span>{label}</span>
      </label>
      <p class="Error" id={`${id}-problem`} role={problem ? 'alert' : undefined}>
        {problem}
      </p>
    </div>
  );
}
