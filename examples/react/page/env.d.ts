interface ImportMetaEnv {
  /** The address of Florin, as index.html has it. */
  readonly VITE_FLORIN: string;
  readonly VITE_PUBLISHABLE_KEY: string;
}
