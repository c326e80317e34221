import { spawn } from 'node:child_process';
import { platform } from 'node:process';

/** The program that opens an address, by platform. */
const OPENERS: Readonly<Partial<Record<typeof platform, readonly [program: string, ...args: string[]]>>> = {
  darwin: ['open'],
  win32: ['cmd', '/c', 'start', ''],
};

/** Opens an address in the browser of this machine. A machine without one only prints that it has none. */
export function openInBrowser(url: string): void {
  const [program, ...args] = OPENERS[platform] ?? ['xdg-open'];
  const opener = spawn(program, [...args, url], { stdio: 'ignore', detached: true });
  opener.on('error', () => console.error(`florin: No browser could be opened. Open ${url} yourself.`));
  opener.unref();
}
