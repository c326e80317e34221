import type { StripeLinkAuthenticationElementChangeEvent } from '@stripe/stripe-js';
import { useRef, useState } from 'preact/hooks';
import { isEmail } from '../../shared/email.ts';
import { Field, inputClass } from '../../ui/field.tsx';
import { useHandles } from '../../ui/handles.ts';
import type { ElementProps } from '../element-props.ts';
import { focusOf } from '../focus.ts';
import { useChange } from '../use-change.ts';
import { validationError } from '../validation-error.ts';

interface Options {
  readonly defaultValues?: { readonly email?: string };
}

/** The `linkAuthentication` element: the customer's e-mail address. */
export function Email({ channel, texts, options: given, controls }: ElementProps) {
  const { t } = texts;
  const handle = useHandles().input('email');
  const [email, setEmail] = useState((given as Options).defaultValues?.email ?? '');
  const [left, setLeft] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const latest = useRef(email);
  latest.current = email;
  const complete = isEmail(email.trim());
  const code = email.includes('@') || email === '' ? 'incomplete_email' : 'invalid_email';
  const problem = left && !complete ? t(`problem.${code}`) : undefined;

  useChange<StripeLinkAuthenticationElementChangeEvent>(channel, {
    complete,
    empty: email === '',
    value: { email: email.trim() },
  });
  controls.current = {
    focus: () => input.current?.focus(),
    blur: () => input.current?.blur(),
    clear: () => setEmail(''),
    ask: async (ask) => {
      if (ask.what === 'value') return { body: { complete, value: { email: latest.current.trim() } } };
      setLeft(true);
      return complete ? { body: {} } : { error: validationError(code, t) };
    },
  };
  return (
    <form onSubmit={(event) => event.preventDefault()} {...focusOf(channel)}>
      <Field id="email" label={t('email.label')} problem={problem}>
        <input
          {...handle}
          ref={input}
          class={inputClass({ empty: email === '', invalid: problem !== undefined })}
          type="email"
          autoComplete="email"
          placeholder={t('email.placeholder')}
          value={email}
          aria-invalid={problem !== undefined}
          aria-describedby="email-problem"
          onInput={(event) => {
            setEmail(event.currentTarget.value);
            setLeft(false);
          }}
          onBlur={() => setLeft(email !== '')}
        />
      </Field>
    </form>
  );
}
