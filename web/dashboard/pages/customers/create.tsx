import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { TextField } from '../../parts/fields.tsx';
import { useWords } from '../../words/words.ts';
import type { Customer } from './types.ts';

/** Makes a customer. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const { post } = useCalls();
  const [fields, setFields] = useState({ name: '', email: '', phone: '', description: '' });
  const names = words.customers;

  async function create(): Promise<void> {
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
    const made = await post<Customer>('/v1/customers', given);
    invalidate('customers');
    go(link(`customers/${made.id}`));
  }

  const field = (name: keyof typeof fields, label: string) => (
    <TextField
      name={name}
      label={label}
      value={fields[name]}
      onChange={(value) => setFields({ ...fields, [name]: value })}
    />
  );
  return (
    <CreatePage
      title={names.create}
      back={{ path: 'customers', text: names.title }}
      submit={names.create}
      onSubmit={create}
    >
      {field('name', words.common.name)}
      {field('email', words.common.email)}
      {field('phone', names.phone)}
      {field('description', words.common.description)}
    </CreatePage>
  );
}
