import type { EmbeddedErrorType } from './types.ts';

/** Reason that a component could not be loaded, as its page's `onLoadError` receives it. */
export class LoadProblem extends Error {
  readonly type: EmbeddedErrorType;

  constructor(type: EmbeddedErrorType, message: string) {
    super(message);
    this.type = type;
  }
}
