import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { checked } from './doctor/checked.ts';
import { StartError } from './start-error.ts';

const USAGE = 'Usage: florin restore --from backup.db --data ./.florin [--force]. Stop Florin first.';

/** `florin restore`: creates a data folder from a backup. Existing data is replaced only with `--force`. */
export async function restore(args: readonly string[], env: NodeJS.ProcessEnv): Promise<void> {
  const { data = env.FLORIN_DATA ?? './.florin', from, force = false } = parse(args);
  if (from === undefined || !existsSync(from)) throw new StartError(from ? `The file ${from} does not exist.` : USAGE);
  let found = '';
  try {
    const { restoreFolder } = await import('../storage/sqlite/restore.ts');
    const check = async (file: string) => {
      found = await checked(file);
    };
    await restoreFolder(from, data, { replace: force, check });
  } catch (error) {
    throw new StartError(error instanceof Error ? error.message : String(error));
  }
  console.log(`${data} contains ${found}. Start Florin with --data ${data}.`);
}

function parse(args: readonly string[]) {
  try {
    const options = {
      data: { type: 'string' as const },
      from: { type: 'string' as const },
      force: { type: 'boolean' as const },
    };
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch {
    throw new StartError(USAGE);
  }
}
