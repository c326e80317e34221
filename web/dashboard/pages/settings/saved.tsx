import { useState } from 'preact/hooks';
import { invalidate } from '../../data/query.ts';
import { useWords } from '../../words/words.ts';

/** Notes that a form was saved, until it is saved again. */
export function useSaved() {
  const [isSaved, setSaved] = useState(false);
  return {
    isSaved,
    async save(run: () => Promise<unknown>): Promise<void> {
      setSaved(false);
      await run();
      setSaved(true);
      invalidate('settings');
    },
  };
}

export function Saved({ isSaved }: { isSaved: boolean }) {
  const words = useWords();
  return (
    <p role="status" class="saved">
      {isSaved ? `✓ ${words.common.saved}` : ''}
    </p>
  );
}
