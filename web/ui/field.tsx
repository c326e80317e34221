import type { ComponentChildren } from 'preact';

/** A field with its label and error. The class names are those of the Appearance API. */
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
  return (
    <div class="Block-field">
      <label class={problem ? 'Label Label--invalid' : 'Label'} for={id}>
        {label}
      </label>
      {children}
      <p class="Error" id={`${id}-problem`} role={problem ? 'alert' : undefined}>
        {problem}
      </p>
    </div>
  );
}

/** Returns the classes of an input. */
export function inputClass({ empty, invalid }: { empty: boolean; invalid: boolean }): string {
  return ['Input', empty && 'Input--empty', invalid && 'Input--invalid'].filter(Boolean).join(' ');
}
