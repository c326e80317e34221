import { useState } from 'preact/hooks';
import { moment, money, span } from '../data/format.ts';
import { preference } from '../data/preferences.ts';
import { invalidate } from '../data/query.ts';
import { useCalls } from '../data/use-call.ts';
import { Dialog } from '../parts/dialog.tsx';
import { Button, useSubmit } from '../parts/dialog-form.tsx';
import { TextField } from '../parts/fields.tsx';
import { Id } from '../parts/id.tsx';
import { useLanguage } from '../words/words.ts';
import { type Due, useNow, useWorldClock } from './world-clock.ts';

const STEPS = ['5m', '1h', '1d'];

/** Shows where the account's clock is and what falls due next, and moves it forward. */
export function ClockDialog({ onClose }: { onClose: () => void }) {
  const { words, tag } = useLanguage();
  const { post } = useCalls();
  const { due, ahead } = useWorldClock();
  const now = useNow();
  const [by, setBy] = useState('');
  const { busy, problem, submit } = useSubmit();
  const next = due.find(({ at }) => at > now);

  const advance = (span: string) =>
    submit(async () => {
      await post('/clock/advance', { by: span });
      invalidate('all');
      setBy('');
    });

  return (
    <Dialog title={words.clock.title} onClose={onClose}>
      <p>
        <span class="muted">{words.clock.now}</span>
        <br />
        <strong class="large">{moment(now, tag, preference('utc') === 'on')}</strong>{' '}
        <span class="muted">{ahead > 1 ? words.frame.ahead(span(ahead, tag)) : words.clock.realTime}</span>
      </p>
      <h3>{words.clock.due}</h3>
      {due.length === 0 ? (
        <p class="muted">{words.clock.nothing}</p>
      ) : (
        <ul class="due">
          {due.map((one) => (
            <li key={one.id}>
              <span class="muted">{words.clock.in(span(Math.max(0, one.at - now), tag))}</span> <DueText due={one} />
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        {STEPS.map((step) => (
          <Button key={step} busy={busy} onClick={() => advance(step)}>
            +{step}
          </Button>
        ))}
        {next && (
          <Button busy={busy} onClick={() => advance(`${Math.max(1, Math.ceil(next.at - now))}s`)}>
            {words.clock.next}
          </Button>
        )}
      </div>
      <form
        class="inline"
        onSubmit={(event) => {
          event.preventDefault();
          void advance(by.replace(/\s/g, ''));
        }}
      >
        <TextField
          name="by"
          label={words.clock.by}
          value={by}
          onChange={setBy}
          placeholder="6m"
          hint={words.clock.hint}
          problem={problem}
        />
        <Button type="submit" primary busy={busy}>
          {words.clock.advance}
        </Button>
      </form>
    </Dialog>
  );
}

/** A timer in words. */
function DueText({ due }: { due: Due }) {
  const { words, tag } = useLanguage();
  const texts: Readonly<Record<string, string>> = words.due;
  const amount = due.amount !== null && due.currency !== null ? `${money(due.amount, due.currency, tag)} ` : '';
  return (
    <>
      {amount}
      {/_/.test(due.subject) && <Id id={due.subject} />} {texts[due.kind] ?? `${words.due.other} (${due.kind})`}
    </>
  );
}
