/** What lies over a page. */
export type Overlay = 'palette' | 'clock' | 'keys' | null;
