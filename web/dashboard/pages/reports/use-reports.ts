import { useEffect } from 'preact/hooks';
import { useGet } from '../../data/use-call.ts';
import type { Reports } from './types.ts';

/** Loads the totals of the last days. Each call counts a part of what is not counted yet, so it repeats until all is. */
export function useReports(days: string) {
  const loaded = useGet<Reports>('/reports', { days }, ['home', 'clock']);
  useEffect(() => {
    if (loaded.data?.complete === false) loaded.reload();
  }, [loaded.data]);
  return loaded;
}
