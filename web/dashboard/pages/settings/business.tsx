import { useState } from 'preact/hooks';
import { useCalls } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { TextField } from '../../parts/fields.tsx';
import { Pending } from '../../parts/notices.tsx';
import { useWords } from '../../words/words.ts';
import { type OwnAccount, useOwnAccount } from './account.ts';
import { Saved, useSaved } from './saved.tsx';
import { SettingsPage } from './settings-page.tsx';

/** Details of the business that customers see. */
export function Page() {
  const { data: account, error, reload } = useOwnAccount();
  return (
    <SettingsPage>
      {account ? <BusinessForm account={account} /> : <Pending error={error} onRetry={reload} />}
    </SettingsPage>
  );
}

function BusinessForm({ account }: { account: OwnAccount }) {
  const words = useWords();
  const { post } = useCalls();
  const saved = useSaved();
  const [name, setName] = useState(account.display_name);
  const [descriptor, setDescriptor] = useState(account.statement_descriptor);
  const [support, setSupport] = useState({ email: '', phone: '', url: '', ...account.support });
  const names = words.settings;
  const field = (key: keyof typeof support, label: string) => (
    <TextField
      name={key}
      label={label}
      value={support[key]}
      optional
      onChange={(value) => setSupport({ ...support, [key]: value })}
    />
  );
  return (
    <CreatePage
      title={names.business}
      lead={names.businessLead}
      submit={words.common.save}
      notice={<Saved {...saved} />}
      onSubmit={() =>
        saved.save(() => post('/account', { display_name: name, statement_descriptor: descriptor, support }))
      }
    >
      <TextField name="display_name" label={names.businessName} value={name} onChange={setName} />
      <TextField
        name="statement_descriptor"
        label={names.descriptor}
        hint={names.descriptorHint}
        value={descriptor}
        onChange={setDescriptor}
        mono
      />
      {field('email', names.supportEmail)}
      {field('phone', names.supportPhone)}
      {field('url', names.supportUrl)}
    </CreatePage>
  );
}
