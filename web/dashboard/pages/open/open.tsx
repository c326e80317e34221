import { useEffect } from 'preact/hooks';
import { pageOfId } from '../../data/object-pages.ts';
import type { PageProps } from '../../data/page-props.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { NotFound } from '../../parts/notices.tsx';

/** Sends on to the page of an id. */
export function Page({ id = '' }: PageProps) {
  const link = useLink();
  const page = pageOfId(id);
  useEffect(() => {
    if (page) go(link(page), { replace: true });
  }, [page]);
  return page ? null : <NotFound />;
}
