import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { RadioField, TextField } from '../../parts/fields.tsx';
import { useWords } from '../../words/words.ts';
import type { ConnectedAccount } from './types.ts';

/** Makes a connected account. */
export function Page() {
  const words = useWords();
  const link = useLink();
  const { post } = useCalls();
  const [type, setType] = useState('express');
  const [country, setCountry] = useState('US');
  const [email, setEmail] = useState('');
  const names = words.connect;

  async function create(): Promise<void> {
    const made = await post<ConnectedAccount>('/v1/accounts', {
      type,
      country,
      email: email || undefined,
      capabilities: { card_payments: { requested: true }, transfers: { requested: true } },
    });
    invalidate('accounts');
    go(link(`connect/accounts/${made.id}`));
  }

  return (
    <CreatePage
      title={names.create}
      back={{ path: 'connect/accounts', text: names.title }}
      submit={names.create}
      onSubmit={create}
    >
      <RadioField
        name="type"
        label={names.kind}
        value={type}
        onChange={setType}
        choices={Object.entries(names.types)}
      />
      <TextField name="country" label={names.country} value={country} onChange={setCountry} />
      <TextField name="email" type="email" label={words.common.email} value={email} onChange={setEmail} optional />
    </CreatePage>
  );
}
