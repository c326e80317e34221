import { useEffect, useState } from 'preact/hooks';
import { CallError } from '../data/call.ts';
import { logIn, type Session } from '../data/session.ts';
import { useWords } from '../words/words.ts';

/** Takes a secret key, which goes to the server and is not kept. */
export function Login({ session, onEnter }: { session: Session; onEnter: (session: Session) => void }) {
  const words = useWords();
  const [key, setKey] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    document.title = `${words.login.title} · Florin`;
  }, []);

  async function submit(event: Event): Promise<void> {
    event.preventDefault();
    setBusy(true);
    try {
      onEnter(await logIn(key));
    } catch (error) {
      setProblem(problemOf(error));
      setBusy(false);
    }
  }

  function problemOf(error: unknown): string {
    if (error instanceof CallError && error.status === 429) return words.login.tooMany;
    if (error instanceof CallError && error.status === 401) return `${words.login.invalid} (${error.message})`;
    return error instanceof Error ? error.message : String(error);
  }

  return (
    <main class="login">
      <form onSubmit={submit} class="card" noValidate>
        <span class="mark" aria-hidden="true">
          ƒ
        </span>
        <h1>{words.login.title}</h1>
        <p class="muted">{words.login.lead}</p>
        <label for="key">{words.login.key}</label>
        <input
          id="key"
          type="text"
          class="mono"
          autoComplete="off"
          spellcheck={false}
          placeholder="sk_test_…"
          value={key}
          onInput={(event) => setKey(event.currentTarget.value)}
          aria-invalid={problem !== ''}
          aria-describedby={problem ? 'key-problem' : undefined}
        />
        {problem && (
          <p id="key-problem" class="problem" role="alert">
            {problem}
          </p>
        )}
        <button type="submit" class="button primary" disabled={busy}>
          {words.login.submit}
        </button>
        {session.open && <a href={`/dashboard/${session.open.account}`}>{words.login.open}</a>}
      </form>
    </main>
  );
}
