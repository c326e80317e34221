/** Dialogs and menus that lie over a page. */
export type Overlay = 'palette' | 'clock' | 'keys' | null;
