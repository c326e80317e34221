import { useState } from 'preact/hooks';
import { upload } from '../../data/call.ts';
import { invalidate } from '../../data/query.ts';
import { useDesk } from '../../data/session.ts';
import { useCalls } from '../../data/use-call.ts';
import { Section } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { TextField } from '../../parts/fields.tsx';
import { Id } from '../../parts/id.tsx';
import { ProblemsContext } from '../../parts/problems.ts';
import { useWords } from '../../words/words.ts';
import { type Dispute, EVIDENCE_FILES, EVIDENCE_TEXTS } from './types.ts';

/** Lines of a text that explains something. */
const LINES = 3;

/** Evidence for the bank: texts, and files that are uploaded at once. */
export function EvidenceForm({ dispute }: { dispute: Dispute }) {
  const words = useWords();
  const { account } = useDesk();
  const { post } = useCalls();
  const { busy, problem, problems, submit } = useSubmit();
  const [evidence, setEvidence] = useState<Readonly<Record<string, string>>>(() => textsOf(dispute.evidence));
  const names = words.disputes;
  const set = (name: string, value: string) => setEvidence((before) => ({ ...before, [name]: value }));

  const send = (isFinal: boolean) =>
    submit(async () => {
      await post(`/v1/disputes/${dispute.id}`, { evidence, submit: isFinal });
      invalidate('all');
    });

  return (
    <Section title={names.evidence}>
      <form
        class="card form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void send(true);
        }}
      >
        <p class="muted">{names.evidenceHint}</p>
        <ProblemsContext.Provider value={problems}>
          {EVIDENCE_TEXTS.map((name) => (
            <TextField
              key={name}
              name={`evidence[${name}]`}
              label={capital(name)}
              value={evidence[name] ?? ''}
              onChange={(value) => set(name, value)}
              {...(/explanation|description|text|log|rebuttal/.test(name) && { lines: LINES })}
            />
          ))}
          {EVIDENCE_FILES.map((name) => (
            <FileField
              key={name}
              label={capital(name)}
              id={evidence[name]}
              onFile={async (file) => set(name, await upload(account, file, 'dispute_evidence'))}
            />
          ))}
        </ProblemsContext.Provider>
        {problem && (
          <p class="problem" role="alert">
            {problem}
          </p>
        )}
        <div class="row">
          <Button type="submit" primary busy={busy}>
            {names.submit}
          </Button>
          <Button busy={busy} onClick={() => send(false)}>
            {names.save}
          </Button>
        </div>
      </form>
    </Section>
  );
}

interface FileFieldProps {
  readonly label: string;
  readonly id: string | undefined;
  readonly onFile: (file: File) => Promise<void>;
}

function FileField({ label, id, onFile }: FileFieldProps) {
  const { busy, problem, submit } = useSubmit();
  return (
    <div class="field">
      <label>
        {label}
        <input
          type="file"
          disabled={busy}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            if (file) void submit(() => onFile(file));
          }}
        />
      </label>
      {id && <Id id={id} />}
      {problem && <p class="problem">{problem}</p>}
    </div>
  );
}

/** The evidence that is a text or the id of a file. */
function textsOf(evidence: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts = Object.entries(evidence).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return Object.fromEntries(texts);
}

function capital(name: string): string {
  const text = name.replaceAll('_', ' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
