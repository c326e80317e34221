import { useDesk } from '../../data/session.ts';
import { Facts } from '../../parts/detail.tsx';
import { CopyButton } from '../../parts/id.tsx';
import { Pending, useTitle } from '../../parts/notices.tsx';
import { useWords } from '../../words/words.ts';
import { useOwnAccount } from './account.ts';
import { SettingsPage } from './settings-page.tsx';

/** Keys, the default version, and how to begin. */
export function Page() {
  const words = useWords();
  const { account: id, session } = useDesk();
  const { data: account, error } = useOwnAccount();
  useTitle(words.settings.api);
  const names = words.settings;
  const open = session.open?.account === id ? session.open : undefined;
  const snippet = `const stripe = new Stripe('${open?.secret ?? 'sk_test_YOUR_KEY'}', {\n  host: '${location.hostname}',\n  port: ${location.port || 80},\n  protocol: '${location.protocol.slice(0, -1)}',\n});`;
  return (
    <SettingsPage>
      <div class="title">
        <h1>{names.api}</h1>
      </div>
      <p class="muted">{names.apiLead}</p>
      {account ? (
        <div class="facts boxed">
          <Facts
            facts={[
              [names.account, <code key="id">{id}</code>],
              [names.base, location.origin],
              [names.defaultVersion, account.api_version],
              [words.home.publishable, open && <code key="publishable">{open.publishable}</code>],
              [words.home.secret, open ? <code key="secret">{open.secret}</code> : words.home.keysHidden],
            ]}
          />
        </div>
      ) : (
        <Pending error={error} />
      )}
      <h2>Node</h2>
      <pre class="block" tabIndex={0}>
        {snippet}
      </pre>
      <CopyButton text={snippet} label={words.common.copy} />
    </SettingsPage>
  );
}
