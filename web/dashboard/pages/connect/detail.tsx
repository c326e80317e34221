import { useState } from 'preact/hooks';
import { call } from '../../data/call.ts';
import { money } from '../../data/format.ts';
import type { PageProps } from '../../data/page-props.ts';
import { useQuery } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { Detail, Facts, Section } from '../../parts/detail.tsx';
import { Button, DialogForm, useSubmit } from '../../parts/dialog-form.tsx';
import { CopyButton } from '../../parts/id.tsx';
import { JsonTab } from '../../parts/json-tab.tsx';
import { MetadataSection } from '../../parts/metadata.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import { When } from '../../parts/when.tsx';
import { useLanguage } from '../../words/words.ts';
import { Requirements } from './requirements.tsx';
import { Transfers } from './transfers.tsx';
import { ACCOUNT_TONES, type ConnectedAccount, stateOfAccount } from './types.ts';

/** A connected account: what it still needs, what it may do, and its own dashboard. */
export function Page({ id = '' }: PageProps) {
  const { words } = useLanguage();
  const { post } = useCalls();
  const [url, setUrl] = useState<string>();
  const [deleting, setDeleting] = useState(false);
  const { busy, problem, submit } = useSubmit();
  const path = `/v1/accounts/${id}`;
  const { data: account, error, reload } = useGet<ConnectedAccount>(path, {}, ['accounts']);
  if (!account) return <Pending error={error} onRetry={reload} />;
  const names = words.connect;
  const state = stateOfAccount(account);
  const onboard = () =>
    submit(async () => {
      const form = { account: id, type: 'account_onboarding', refresh_url: location.href, return_url: location.href };
      setUrl((await post<{ readonly url: string }>('/v1/account_links', form)).url);
    });
  return (
    <>
      <Detail
        back={{ path: 'connect/accounts', text: names.title }}
        title={account.business_profile?.name || account.email || account.id}
        state={<StateBadge tone={ACCOUNT_TONES[state]} text={names.states[state]} />}
        ids={[account.id]}
        subtitle={account.email}
        actions={
          <>
            <Button primary shortcut="a" onClick={() => go(`/dashboard/${account.id}`)}>
              {names.viewAs}
            </Button>
            <Button busy={busy} onClick={onboard}>
              {names.onboarding}
            </Button>
            <Button onClick={() => setDeleting(true)}>{names.delete}</Button>
          </>
        }
        tabs={[
          { name: 'overview', text: words.common.overview, show: () => <Overview account={account} /> },
          { name: 'json', text: words.common.json, show: () => <JsonTab path={path} topics={['accounts']} /> },
        ]}
      >
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        {url && (
          <p class="notice" role="status">
            <a href={url} target="_blank" rel="noreferrer">
              {url}
            </a>{' '}
            <CopyButton text={url} />
          </p>
        )}
      </Detail>
      {deleting && <DeleteDialog id={id} onClose={() => setDeleting(false)} />}
    </>
  );
}

interface Balance {
  readonly available: readonly { readonly amount: number; readonly currency: string }[];
  readonly pending: readonly { readonly amount: number; readonly currency: string }[];
}

function Overview({ account }: { account: ConnectedAccount }) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const names = words.connect;
  // The balance is the account's own, so the call is made for it.
  const balance = useQuery<Balance>(
    `balance ${account.id}`,
    (signal) => call(account.id, 'GET', '/v1/balance', {}, { signal }),
    ['balances'],
  );
  const capabilities = Object.entries(account.capabilities ?? {});
  const types: Readonly<Record<string, string>> = names.types;
  const schedules: Readonly<Record<string, string>> = words.settings.schedules;
  const interval = account.settings?.payouts?.schedule?.interval ?? '';
  const sum = (parts: Balance['available'] | undefined) =>
    parts?.map(({ amount, currency }) => money(amount, currency, tag)).join(', ');
  return (
    <div class="two">
      <div>
        <Requirements account={account} />
        <Section title={names.capabilities}>
          {capabilities.length === 0 && <p class="muted">{words.common.none}</p>}
          {capabilities.length > 0 && (
            <Facts
              facts={capabilities.map(([name, status]) => [
                name.replaceAll('_', ' '),
                <StateBadge
                  key={name}
                  tone={status === 'active' ? 'good' : status === 'pending' ? 'moving' : 'attention'}
                  text={status}
                />,
              ])}
            />
          )}
        </Section>
        <Transfers account={account.id} />
      </div>
      <div>
        <Section title={words.common.details}>
          <Facts
            facts={[
              [names.kind, types[account.type] ?? account.type],
              [names.country, account.country],
              [names.chargesEnabled, account.charges_enabled ? words.common.yes : words.common.no],
              [names.payoutsEnabled, account.payouts_enabled ? words.common.yes : words.common.no],
              [words.settings.schedule, schedules[interval] ?? interval],
              [words.balances.available, sum(balance.data?.available)],
              [words.balances.pending, sum(balance.data?.pending)],
              [words.common.created, account.created && <When at={account.created} exact />],
            ]}
          />
        </Section>
        <Section title={names.external}>
          {!account.external_accounts?.data.length && <p class="muted">{words.common.none}</p>}
          <ul>
            {account.external_accounts?.data.map((one) => (
              <li key={one.id}>
                {one.bank_name ?? one.brand} •••• {one.last4} {one.currency.toUpperCase()}
              </li>
            ))}
          </ul>
        </Section>
        <MetadataSection
          metadata={account.metadata}
          onSave={(metadata) => post(`/v1/accounts/${account.id}`, { metadata })}
        />
      </div>
    </div>
  );
}

function DeleteDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { words } = useLanguage();
  const calls = useCalls();
  const link = useLink();
  return (
    <DialogForm
      title={words.connect.delete}
      text={words.connect.deleteText}
      submit={words.connect.delete}
      danger
      onClose={onClose}
      onSubmit={async () => {
        await calls.delete(`/v1/accounts/${id}`);
        go(link('connect/accounts'));
      }}
    />
  );
}
