/** Thrown if a storage cannot be opened. The message is one line with the remedy and never contains a password. */
export class StorageOpenError extends Error {
  readonly code:
    | 'newer_schema'
    | 'not_writable'
    | 'disk_full'
    | 'in_use'
    | 'not_a_database'
    | 'bad_url'
    | 'unreachable'
    | 'not_let_in'
    | 'no_rights'
    | 'foreign_database'
    | 'other_shards'
    | 'half_copied';

  constructor(code: StorageOpenError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageOpenError';
    this.code = code;
  }
}
