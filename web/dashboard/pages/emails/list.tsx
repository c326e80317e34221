import { useState } from 'preact/hooks';
import type { PageProps } from '../../data/page-props.ts';
import { invalidate } from '../../data/query.ts';
import { go } from '../../data/router.ts';
import { useLink } from '../../data/session.ts';
import { useCalls, useGet } from '../../data/use-call.ts';
import { Facts } from '../../parts/detail.tsx';
import { Button, useSubmit } from '../../parts/dialog-form.tsx';
import { Id } from '../../parts/id.tsx';
import { ListPage, ownList, type RowPage } from '../../parts/list-page.tsx';
import { MailFrame } from '../../parts/mail-frame.tsx';
import { Pending } from '../../parts/notices.tsx';
import { When } from '../../parts/when.tsx';
import { useWords } from '../../words/words.ts';

interface MailRow {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly about: string;
  readonly created: number;
}

interface Mail extends MailRow {
  readonly html: string;
  readonly text: string;
}

/** The outbox, and beside it the mail of the address. */
export function Page({ id }: PageProps) {
  const words = useWords();
  const link = useLink();
  const names = words.emails;
  return (
    <div class={id ? 'two' : undefined}>
      <div>
        <ListPage<MailRow, RowPage<MailRow>>
          title={names.title}
          path="/mails"
          {...ownList}
          columns={[
            { key: 'subject', label: names.subject, show: ({ subject }) => <span class="wrap">{subject}</span> },
            { key: 'to', label: names.to, show: ({ to }) => to },
            ...(id ? [] : [{ key: 'about', label: names.about, show: ({ about }: MailRow) => <Id id={about} /> }]),
            { key: 'created', label: names.sent, show: ({ created }) => <When at={created} /> },
          ]}
          keyOf={(row) => row.id}
          hrefOf={(row) => link(`emails/${row.id}`)}
          topics={['payments', 'emails']}
          empty={{ title: names.empty, text: names.emptyText }}
          selected={id}
        />
      </div>
      {id && <OneMail id={id} />}
    </div>
  );
}

function OneMail({ id }: { id: string }) {
  const words = useWords();
  const link = useLink();
  const { post } = useCalls();
  const [shown, setShown] = useState<'html' | 'text'>('html');
  const { busy, problem, submit } = useSubmit();
  const { data: mail, error } = useGet<Mail>(`/mails/${id}`);
  if (!mail) return <Pending error={error} />;
  const names = words.emails;
  const again = () =>
    submit(async () => {
      const sent = await post<Mail>(`/mails/${id}/resend`);
      invalidate('emails');
      go(link(`emails/${sent.id}`));
    });
  return (
    <section class="section">
      <div class="title">
        <h2>{mail.subject}</h2>
        <Button busy={busy} onClick={again}>
          {names.again}
        </Button>
      </div>
      {problem && (
        <p class="problem" role="alert">
          {problem}
        </p>
      )}
      <Facts
        facts={[
          [names.to, mail.to],
          [names.about, <Id key="about" id={mail.about} />],
          [names.sent, <When key="sent" at={mail.created} exact />],
        ]}
      />
      <div class="row">
        {(['html', 'text'] as const).map((kind) => (
          <button
            key={kind}
            type="button"
            class="button small"
            aria-pressed={shown === kind}
            onClick={() => setShown(kind)}
          >
            {names[kind]}
          </button>
        ))}
      </div>
      {shown === 'html' ? (
        <MailFrame html={mail.html} title={names.frame} />
      ) : (
        <pre class="block" tabIndex={0}>
          {mail.text}
        </pre>
      )}
    </section>
  );
}
