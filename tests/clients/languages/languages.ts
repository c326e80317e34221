import { join } from 'node:path';

/** A command with its arguments. */
export type Command = readonly [string, ...string[]];

/** A language, its runtime, and where its official library is looked for. */
export interface Language {
  readonly name: string;
  /** The Debian packages that bring the runtime (and the library, where Debian has it). */
  readonly packages: readonly string[];
  /** Prints the version of the runtime in its first line; fails if the runtime is missing. */
  readonly version: Command;
  /** The way to find the library and to start the smoke; without it there is none for this language. */
  readonly smoke?: { readonly found: Command; readonly run: Command; readonly advice: string };
  /** Sends requests with the HTTP library of the language (see send.ts). */
  readonly send?: Command;
}

const at = (...path: string[]) => join(import.meta.dirname, ...path);

/**
 * Debian packages the official library for Python only. The others are used if the machine has them, where `advice`
 * says; otherwise the requests of that library are sent with the HTTP library of its language.
 */
export const LANGUAGES: readonly Language[] = [
  {
    name: 'python',
    packages: ['python3', 'python3-stripe'],
    version: ['/usr/bin/python3', '--version'],
    smoke: {
      found: ['/usr/bin/python3', '-c', 'import stripe'],
      run: ['/usr/bin/python3', at('python', 'smoke.py')],
      advice: 'apt-get install python3-stripe, or a newer one in PYTHONPATH',
    },
  },
  {
    name: 'ruby',
    packages: ['ruby'],
    version: ['ruby', '--version'],
    smoke: {
      found: ['ruby', '-e', 'require "stripe"'],
      run: ['ruby', at('ruby', 'smoke.rb')],
      advice: 'gem install stripe, or its lib folder in RUBYLIB',
    },
    send: ['ruby', at('ruby', 'send.rb')],
  },
  {
    name: 'php',
    packages: ['php-cli', 'php-curl', 'php-mbstring'],
    version: ['php', '--version'],
    smoke: {
      found: ['php', '-r', "require getenv('STRIPE_PHP');"],
      run: ['php', at('php', 'smoke.php')],
      advice: 'composer require stripe/stripe-php, and the path of vendor/autoload.php in STRIPE_PHP',
    },
    send: ['php', at('php', 'send.php')],
  },
  {
    name: 'go',
    packages: ['golang-go'],
    version: ['go', 'version'],
    smoke: {
      found: ['go', 'list', 'github.com/stripe/stripe-go/v86'],
      run: ['go', 'run', 'smoke.go'],
      advice: 'go mod download in tests/clients/languages/go',
    },
    send: ['go', 'run', at('go', 'send', 'send.go')],
  },
  {
    name: 'java',
    packages: ['default-jdk-headless'],
    version: ['java', '--version'],
    send: ['java', at('java', 'Send.java')],
  },
];
