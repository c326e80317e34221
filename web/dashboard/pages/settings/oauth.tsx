import { useDesk } from '../../data/session.ts';
import { Facts } from '../../parts/detail.tsx';
import { CopyButton } from '../../parts/id.tsx';
import { useTitle } from '../../parts/notices.tsx';
import { useWords } from '../../words/words.ts';
import { SettingsPage } from './settings-page.tsx';

/** Settings of OAuth, by which accounts connect to the platform. */
export function Page() {
  const words = useWords();
  const { account } = useDesk();
  const names = words.settings;
  useTitle(names.oauth);
  // The id of a platform's application follows from its own.
  const clientId = `ca_${account.slice('acct_'.length)}`;
  const url = `${location.origin}/oauth/authorize?response_type=code&client_id=${clientId}&scope=read_write`;
  return (
    <SettingsPage>
      <div class="title">
        <h1>{names.oauth}</h1>
      </div>
      <p class="muted lead">{names.oauthLead}</p>
      <div class="facts boxed">
        <Facts
          facts={[
            [
              names.clientId,
              <span key="id">
                <code>{clientId}</code> <CopyButton text={clientId} />
              </span>,
            ],
            [
              words.connect.link,
              <span key="link">
                <code>{url}</code> <CopyButton text={url} />
              </span>,
            ],
          ]}
        />
      </div>
    </SettingsPage>
  );
}
