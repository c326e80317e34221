interface ImportMetaEnv {
  /** Where Florin is; index.html names it. */
  readonly VITE_FLORIN: string;
  readonly VITE_PUBLISHABLE_KEY: string;
}
