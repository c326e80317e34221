import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { follow } from '../data/feed.ts';
import type { PageProps } from '../data/page-props.ts';
import { useDesk } from '../data/session.ts';
import { findPage } from '../pages/registry.ts';
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

interface LoadedPage {
  readonly path: string;
  readonly Page: ComponentType<PageProps>;
}

/** The page itself, once its code is there; until then the one before it stays. */
function Body({ below }: { below: string }) {
  const found = findPage(below);
  const [loaded, setLoaded] = useState<LoadedPage>();
  const path = found?.page.path;
  useEffect(() => {
    if (!found) return;
    let current = true;
    void found.page.load().then(({ Page }) => current && setLoaded({ path: found.page.path, Page }));
    return () => {
      current = false;
    };
  }, [path]);
  useEffect(() => window.scrollTo(0, 0), [below]);
  if (!found) return <NotFound />;
  if (!loaded || loaded.path !== path) return null;
  return <loaded.Page key={below} {...found.props} />;
}
