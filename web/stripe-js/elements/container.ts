/** The state in a `change` event. */
interface ShownState {
  readonly complete?: unknown;
  readonly empty?: unknown;
  readonly error?: unknown;
}

/** The DOM node that holds an element: shows its state as classes, and connects labels to it. */
export interface Container {
  readonly holder: HTMLElement;
  /** The parent of the frame. */
  readonly inside: HTMLElement;
  /** Updates the classes for an event of the frame. */
  follow(name: string, event: ShownState): void;
  restyle(options: Readonly<Record<string, unknown>>): void;
  remove(): void;
}

type State = 'complete' | 'empty' | 'focus' | 'invalid';

const DEFAULT_CLASSES: Readonly<Record<'base' | State, string>> = {
  base: 'StripeElement',
  complete: 'StripeElement--complete',
  empty: 'StripeElement--empty',
  focus: 'StripeElement--focus',
  invalid: 'StripeElement--invalid',
};

export function createContainer(
  holder: HTMLElement,
  options: Readonly<Record<string, unknown>>,
  focus: () => void,
): Container {
  let classes = classesOf(options);
  const on = new Set<State>(['empty']);
  const inside = document.createElement('div');
  inside.className = '__PrivateStripeElement';
  inside.style.cssText =
    'margin:0!important;padding:0!important;border:none!important;display:block!important;background:transparent!important;position:relative!important;opacity:1!important';
  holder.replaceChildren(inside);
  apply();

  const labels = labelsOf(holder);
  const lead = (event: Event) => {
    event.preventDefault();
    focus();
  };
  for (const label of labels) label.addEventListener('click', lead);

  function apply(): void {
    for (const names of Object.values(classes)) holder.classList.remove(...names);
    for (const state of ['base', ...on] as const) holder.classList.add(...classes[state]);
  }

  function set(state: State, holds: boolean): void {
    if (holds) on.add(state);
    else on.delete(state);
  }

  return {
    holder,
    inside,
    follow(name, event) {
      if (name === 'focus') set('focus', true);
      else if (name === 'blur') set('focus', false);
      else if (name === 'change') {
        set('complete', event.complete === true);
        set('empty', event.empty === true);
        set('invalid', event.error !== undefined);
      } else return;
      apply();
    },
    restyle(changed) {
      for (const names of Object.values(classes)) holder.classList.remove(...names);
      classes = classesOf(changed);
      apply();
    },
    remove() {
      for (const label of labels) label.removeEventListener('click', lead);
      for (const names of Object.values(classes)) holder.classList.remove(...names);
      inside.remove();
    },
  };
}

function classesOf(options: Readonly<Record<string, unknown>>): Record<'base' | State, string[]> {
  const given = (options.classes ?? {}) as Partial<Record<'base' | State, string>>;
  const classNames = (name: 'base' | State) => (given[name] ?? DEFAULT_CLASSES[name]).split(/\s+/).filter(Boolean);
  return {
    base: classNames('base'),
    complete: classNames('complete'),
    empty: classNames('empty'),
    focus: classNames('focus'),
    invalid: classNames('invalid'),
  };
}

/** Returns the labels of a node: around it, or with its id in `for`. */
function labelsOf(holder: HTMLElement): HTMLElement[] {
  const around = holder.closest('label');
  const named = holder.id === '' ? [] : document.querySelectorAll<HTMLElement>(`label[for="${CSS.escape(holder.id)}"]`);
  return [...(around ? [around] : []), ...named];
}
