import type { ComponentChildren } from 'preact';
import { useHandles } from './handles.ts';

/** A field with its label and error. `id` is its own id. The class names are those of the Appearance API. */
export function Field({
  id,
  label,
  problem,
  children,
}: {
  id: string;
  label: string;
  problem: string | undefined;
  children: ComponentChildren;
}) {
  const input = useHandles().input(id).id;
  return (
    <div class="Block-field" id={input === id ? undefined : id}>
      <label class={problem ? 'Label Label--invalid' : 'Label'} for={input}>
        {label}
      </label>
      {children}
      <p class="Error p-FieldError" id={`${id}-problem`} role={problem ? 'alert' : undefined}>
        {problem}
      </p>
    </div>
  );
}

/** Returns the classes of an input. */
export function inputClass({ empty, invalid }: { empty: boolean; invalid: boolean }): string {
  return ['Input', 'p-Input-input', empty && 'Input--empty', invalid && 'Input--invalid'].filter(Boolean).join(' ');
}
