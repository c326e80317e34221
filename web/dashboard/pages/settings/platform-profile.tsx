import { useState } from 'preact/hooks';
import { useCalls } from '../../data/use-call.ts';
import { CreatePage } from '../../parts/create-page.tsx';
import { CheckField } from '../../parts/fields.tsx';
import { Pending } from '../../parts/notices.tsx';
import { StateBadge } from '../../parts/state-badge.tsx';
import type { Words } from '../../words/en.ts';
import { useWords } from '../../words/words.ts';
import { type OwnAccount, useOwnAccount } from './account.ts';
import { Saved, useSaved } from './saved.tsx';
import { SettingsPage } from './settings-page.tsx';

type Question = keyof Words['settings']['platformQuestions'];

/** The platform's responsibilities for connected accounts. */
export function Page() {
  const { data: account, error, reload } = useOwnAccount();
  return (
    <SettingsPage>
      {account ? <ProfileForm account={account} /> : <Pending error={error} onRetry={reload} />}
    </SettingsPage>
  );
}

function ProfileForm({ account }: { account: OwnAccount }) {
  const words = useWords();
  const { post } = useCalls();
  const saved = useSaved();
  const done = account.platform_profile;
  const names = words.settings;
  // The keys of the table are its names.
  const questions = Object.entries(names.platformQuestions) as [Question, string][];
  const [agreed, setAgreed] = useState<ReadonlySet<Question>>(new Set(done ? questions.map(([name]) => name) : []));
  const isWhole = agreed.size === questions.length;

  function agree(name: Question, on: boolean): void {
    const next = new Set(agreed);
    if (on) next.add(name);
    else next.delete(name);
    setAgreed(next);
  }

  return (
    <CreatePage
      title={names.platform}
      lead={names.platformLead}
      submit={words.common.save}
      notice={<Saved {...saved} />}
      onSubmit={() =>
        saved.save(async () => {
          if (!isWhole) throw new Error(names.platformOpen);
          await post('/account', { platform_profile: true });
        })
      }
    >
      <p>
        {done ? (
          <StateBadge tone="good" text={names.platformComplete} />
        ) : (
          <StateBadge tone="attention" text={names.platformOpen} />
        )}
      </p>
      {questions.map(([name, text]) => (
        <div key={name} class="field">
          <CheckField label={text} checked={agreed.has(name)} onChange={(on) => agree(name, on)} />
        </div>
      ))}
    </CreatePage>
  );
}
