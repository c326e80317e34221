import { useState } from 'preact/hooks';
import { useDesk } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { Facts } from '../../parts/detail.tsx';
import { TextField } from '../../parts/fields.tsx';
import { CopyButton } from '../../parts/id.tsx';
import { Pending } from '../../parts/notices.tsx';
import { useWords } from '../../words/words.ts';
import { Saved, useSaved } from './saved.tsx';
import { SettingsPage } from './settings-page.tsx';

/** Response of `GET /platform`. */
interface Platform {
  readonly redirect_uris: readonly string[];
}

/** Settings of OAuth, by which accounts connect to the platform. */
export function Page() {
  const { data: platform, error, reload } = useGet<Platform>('/platform', {}, ['settings']);
  return (
    <SettingsPage>
      {platform ? <OAuthForm platform={platform} /> : <Pending error={error} onRetry={reload} />}
    </SettingsPage>
  );
}

function OAuthForm({ platform }: { platform: Platform }) {
  const words = useWords();
  const { account } = useDesk();
  const { post } = useCalls();
  const saved = useSaved();
  const [uris, setUris] = useState(platform.redirect_uris.join('\n'));
  const names = words.settings;
  const lines = uris
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  // The id of a platform's application follows from its own.
  const clientId = `ca_${account.slice('acct_'.length)}`;
  const url = `${location.origin}/oauth/authorize?response_type=code&client_id=${clientId}&scope=read_write`;
  return (
    <CreatePage
      title={names.oauth}
      lead={names.oauthLead}
      submit={words.common.save}
      notice={<Saved {...saved} />}
      onSubmit={() => saved.save(() => post('/platform', { redirect_uris: lines.length > 0 ? lines : '' }))}
    >
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
            platform.redirect_uris.length > 0 ? (
              <span key="link">
                <code class="wrap">{url}</code> <CopyButton text={url} />
              </span>
            ) : (
              <span key="link" class="muted">
                {names.redirectsMissing}
              </span>
            ),
          ],
        ]}
      />
      <TextField
        name="redirect_uris"
        label={names.redirects}
        hint={names.redirectsHint}
        placeholder="http://localhost:3000/connected"
        value={uris}
        onChange={setUris}
        lines={4}
        mono
      />
    </CreatePage>
  );
}
