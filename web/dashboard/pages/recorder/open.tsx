import { useState } from 'preact/hooks';
import { useTitle } from '../../parts/notices.tsx';
import { type Trail, TrailView } from '../../parts/recorder.tsx';
import { useWords } from '../../words/words.ts';

/** The largest file that is opened, in bytes. */
const LARGEST_FILE = 8 * 1_048_576;

interface TrailFile extends Trail {
  readonly name: string;
}

/** Reads a file that a flight recorder was saved as; undefined if it is none. */
function readTrail(text: string): TrailFile | undefined {
  try {
    // A file that names itself so was written by this program; any other has no such name.
    const file = JSON.parse(text) as Partial<TrailFile> & { readonly florin?: string };
    const { name, entries, complete = true } = file;
    if (file.florin !== 'trail' || name === undefined || !Array.isArray(entries)) return undefined;
    return { name, entries, complete };
  } catch {
    return undefined;
  }
}

/** Opens the saved flight recorder of another Florin. */
export function Page() {
  const words = useWords();
  const [trail, setTrail] = useState<TrailFile>();
  const [problem, setProblem] = useState('');
  const names = words.recorder;
  useTitle(names.open);

  async function open(file: File | undefined): Promise<void> {
    if (!file) return;
    const read = file.size <= LARGEST_FILE ? readTrail(await file.text()) : undefined;
    setTrail(read);
    setProblem(read ? '' : names.notATrail);
  }

  return (
    <>
      <div class="title">
        <h1>{names.open}</h1>
      </div>
      <p class="muted lead">{names.openText}</p>
      <div class="field form">
        <label>
          {words.disputes.file}
          <input
            type="file"
            accept="application/json"
            onChange={(event) => void open(event.currentTarget.files?.[0])}
          />
        </label>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
      </div>
      {trail && (
        <>
          <h2 class="mono">{trail.name}</h2>
          <TrailView trail={trail} name={trail.name} />
        </>
      )}
    </>
  );
}
