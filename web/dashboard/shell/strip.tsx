import { useLink } from '../data/session.ts';
import { useFaults } from '../pages/network/faults.ts';
import { useWords } from '../words/words.ts';

/** Notices above every page: attempts of the network that are armed. */
export function Strip() {
  const words = useWords();
  const link = useLink();
  const armed = useFaults().data?.armed;
  if (!armed) return null;
  return (
    <p class="notice attention" role="status">
      <span class="icon icon-triangle-alert" aria-hidden="true" />{' '}
      <a href={link('network')}>{words.network.strip(armed.times)}</a>
    </p>
  );
}
