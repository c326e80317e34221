import { useEffect, useState } from 'preact/hooks';
import { follow } from '../data/feed.ts';
import { useDesk } from '../data/session.ts';
import { findPage, loadedPage, loadPage } from '../pages/registry.ts';
import { NotFound } from '../parts/notices.tsx';
import { useWords } from '../words/words.ts';
import { ClockDialog } from './clock.tsx';
import { DocsLink } from './docs-link.tsx';
import { Header } from './header.tsx';
import { KeysSheet } from './keys-sheet.tsx';
import { Navigation } from './navigation.tsx';
import type { Overlay } from './overlay.ts';
import { Palette } from './palette.tsx';
import { useShortcuts } from './shortcuts.ts';
import { Strip } from './strip.tsx';

/** The page of the address, and what surrounds every page. */
export function Frame({ below }: { below: string }) {
  const words = useWords();
  const { account } = useDesk();
  const [overlay, setOverlay] = useState<Overlay>(null);
  const [menu, setMenu] = useState(false);
  const [connected, setConnected] = useState(true);
  // A dialog that closes late does not close the one that was opened since.
  const closer = (which: Overlay) => () => setOverlay((now) => (now === which ? null : now));
  useShortcuts(overlay, setOverlay);
  useEffect(() => follow(account, setConnected), [account]);
  useEffect(() => setMenu(false), [below]);

  return (
    <div class="frame">
      <a class="skip" href="#content">
        {words.frame.skip}
      </a>
      <Header onOpen={setOverlay} menu={menu} onMenu={() => setMenu(!menu)} connected={connected} />
      <Navigation below={below} open={menu} />
      <main id="content" tabIndex={-1}>
        <Strip />
        <Body below={below} />
        <DocsLink below={below} />
      </main>
      {overlay === 'palette' && <Palette onClose={closer('palette')} onOpen={setOverlay} />}
      {overlay === 'clock' && <ClockDialog onClose={closer('clock')} />}
      {overlay === 'keys' && <KeysSheet onClose={closer('keys')} />}
    </div>
  );
}

/** The page itself, once its code is there. */
function Body({ below }: { below: string }) {
  const found = findPage(below);
  const path = found?.page.path;
  const [, redraw] = useState(0);
  const Page = loadedPage(path);
  useEffect(() => {
    if (loadedPage(path)) return;
    let current = true;
    void loadPage(below).then(() => current && redraw((n) => n + 1));
    return () => {
      current = false;
    };
  }, [path]);
  useEffect(() => window.scrollTo(0, 0), [below]);
  if (!found) return <NotFound />;
  return Page ? <Page key={below} {...found.props} /> : null;
}
