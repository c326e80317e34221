import { useEffect, useState } from 'preact/hooks';
import { setVersion } from '../data/call.ts';
import { forgetAll } from '../data/query.ts';
import { go, useAddress } from '../data/router.ts';
import { type Desk, DeskContext, platformOf, type Session } from '../data/session.ts';
import { useWords } from '../words/words.ts';
import { Frame } from './frame.tsx';
import { Login } from './login.tsx';

/** The account in an address, and the path below it. */
export function readPath(path: string): { readonly account: string | undefined; readonly below: string } {
  const [, account, below = ''] = /^\/dashboard\/(acct_[A-Za-z0-9]+)(?:\/(.*?))?\/?$/.exec(path) ?? [];
  if (account !== undefined) return { account, below };
  return { account: undefined, below: path.replace(/^\/dashboard\/?/, '') };
}

/** The whole dashboard: the login, or the frame around the page of the address. `loading` is the browser's session. */
export function App({ loading }: { loading: Promise<Session> }) {
  const words = useWords();
  const { path, query } = useAddress();
  const [session, setSession] = useState<Session>();
  const [failure, setFailure] = useState('');
  const { account, below } = readPath(path);

  useEffect(() => {
    loading.then(
      (found) => {
        setVersion(found.version);
        setSession(found);
      },
      (error: Error) => setFailure(error.message),
    );
  }, []);

  const first = session?.worlds[0]?.account;
  const isLogin = account === undefined && below === 'login';
  const isOpened = account !== undefined && session?.worlds.some((world) => world.account === platformOf(account));
  useEffect(() => {
    if (!session || isLogin) return;
    const wanted = `${location.search}`;
    if (account === undefined && first !== undefined) {
      go(`/dashboard/${first}${below && `/${below}`}${wanted}`, { replace: true });
    } else if (!isOpened) {
      go(`/dashboard/login?then=${encodeURIComponent(path + wanted)}`, { replace: true });
    }
  }, [session, path, isLogin, isOpened, first]);

  if (failure) return <p class="notice error">{failure}</p>;
  if (!session)
    return (
      <p class="notice" role="status">
        {words.common.loading}
      </p>
    );
  if (isLogin) {
    const enter = (opened: Session) => {
      forgetAll();
      setSession(opened);
      const then = query.get('then') ?? '';
      const wanted = readPath(then.split('?', 1)[0] ?? '').account;
      const world = opened.worlds[0]?.account;
      const isWanted = wanted !== undefined && opened.worlds.some((one) => one.account === platformOf(wanted));
      if (world !== undefined) go(isWanted ? then : `/dashboard/${world}`, { replace: true });
    };
    return <Login session={session} onEnter={enter} />;
  }
  if (account === undefined || !isOpened) return null;
  const desk: Desk = { account, session, setSession };
  return (
    <DeskContext.Provider value={desk} key={account}>
      <Frame below={below} />
    </DeskContext.Provider>
  );
}
