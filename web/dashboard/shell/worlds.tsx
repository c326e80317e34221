import { useState } from 'preact/hooks';
import { go } from '../data/router.ts';
import { forgetWorld, logIn, logOut, platformOf, useDesk } from '../data/session.ts';
import { DialogForm } from '../parts/dialog-form.tsx';
import { TextField } from '../parts/fields.tsx';
import { useWords } from '../words/words.ts';

/** A hue that stands for an account, so that two tabs are not confused. */
function hueOf(account: string): number {
  return [...account].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 360, 7);
}

export function AccountDot({ account }: { account: string }) {
  return (
    <svg class="dot" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
      <circle cx="5" cy="5" r="5" fill={`hsl(${hueOf(account)} 65% 50%)`} />
    </svg>
  );
}

/** Random characters of a key that opens a new account. */
const NEW_KEY_BYTES = 12;

function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(NEW_KEY_BYTES));
  return `sk_test_${[...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

/** Switches between the accounts of the session, and opens more of them. */
export function Worlds() {
  const words = useWords();
  const { account, session, setSession } = useDesk();
  const [open, setOpen] = useState(false);
  const [adding, setAdding] = useState<'key' | 'new' | null>(null);
  const [key, setKey] = useState('');
  const platform = platformOf(account);
  const shown = session.worlds.find((world) => world.account === platform);

  async function enter(secret: string): Promise<void> {
    const opened = await logIn(secret);
    setSession(opened);
    setAdding(null);
    setOpen(false);
    go(`/dashboard/${opened.worlds[0]?.account ?? platform}`);
  }

  return (
    <div class="worlds">
      <button type="button" class="button quiet" aria-expanded={open} onClick={() => setOpen(!open)}>
        <AccountDot account={platform} />
        <span class="name">{shown?.name ?? platform}</span>
        <span class="mono muted id">{platform}</span>
        <span class="icon icon-chevron-down" aria-hidden="true" />
      </button>
      {open && (
        <div class="popover">
          <p class="heading">{words.frame.worlds}</p>
          <ul>
            {session.worlds.map((world) => (
              <li key={world.account}>
                <a href={`/dashboard/${world.account}`} onClick={() => setOpen(false)}>
                  <AccountDot account={world.account} />
                  {world.name} <span class="mono muted">{world.account}</span>
                </a>
                {session.worlds.length > 1 && world.account !== session.open?.account && (
                  <button
                    type="button"
                    class="button quiet small"
                    aria-label={words.frame.forget(world.account)}
                    onClick={async () => setSession(await forgetWorld(world.account))}
                  >
                    <span class="icon icon-x" aria-hidden="true" />
                  </button>
                )}
              </li>
            ))}
          </ul>
          <div class="row">
            <button type="button" class="button" onClick={() => setAdding('key')}>
              {words.frame.addWorld}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => {
                setKey(newKey());
                setAdding('new');
              }}
            >
              {words.frame.newWorld}
            </button>
            <button
              type="button"
              class="button quiet"
              onClick={async () => {
                setSession(await logOut());
                go('/dashboard/login');
              }}
            >
              {words.frame.logOut}
            </button>
          </div>
        </div>
      )}
      {adding && (
        <DialogForm
          title={adding === 'new' ? words.frame.newWorld : words.frame.addWorld}
          text={adding === 'new' ? words.frame.newWorldText : words.login.lead}
          submit={words.login.submit}
          onClose={() => setAdding(null)}
          onSubmit={() => enter(key)}
        >
          <TextField name="key" label={words.login.key} value={key} onChange={setKey} mono />
        </DialogForm>
      )}
    </div>
  );
}
