/** Why a data folder cannot be opened. The message is one line that says what to do. */
export class StorageOpenError extends Error {
  readonly code: 'newer_schema' | 'not_writable' | 'in_use' | 'not_a_database';

  constructor(code: StorageOpenError['code'], message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StorageOpenError';
    this.code = code;
  }
}
