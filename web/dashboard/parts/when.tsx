import { moment, relative } from '../data/format.ts';
import { preference } from '../data/preferences.ts';
import { useNow } from '../shell/world-clock.ts';
import { useLanguage } from '../words/words.ts';

/** A moment, seen from the world's clock; the exact one when one points at it. Seconds since epoch. */
export function When({ at, exact }: { at: number; exact?: boolean }) {
  const { tag } = useLanguage();
  const now = useNow();
  const text = moment(at, tag, preference('utc') === 'on');
  return (
    <time dateTime={new Date(at * 1000).toISOString()} title={text}>
      {exact ? text : relative(at, now, tag)}
    </time>
  );
}
