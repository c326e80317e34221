import { openJournalFile } from '../../../src/network/simulator/journal-file.ts';

/** Decides the attempts 0 to `count` in a journal and prints the owner of each decision. */
const [file = '', name = '', count = ''] = process.argv.slice(2);
const journal = openJournalFile(file);
const answers: unknown[] = [];
for (let n = 0; n < Number(count); n++) {
  const asked = { kind: 'capture', attempt: `attempt_${n}`, charged: 'visa', amount: n, currency: 'usd' } as const;
  const known = journal.recall(asked);
  const decided = { ...asked, authorization: 'one', effect: { captured: n }, outcome: 'succeeded', answer: name };
  answers.push((known ?? journal.remember(decided)).answer);
}
process.stdout.write(JSON.stringify(answers));
