/** Timers of invoices, by what happens. */

/** A draft that advances by itself is finalized. */
export const FINALIZES = 'invoice.finalizes';
/** Another attempt to collect it is made. */
export const RETRIES = 'invoice.retries';
/** A sent invoice is due soon. */
export const NEARLY_DUE = 'invoice.nearly_due';
/** The day until which a sent invoice was to be paid is over. */
export const FALLS_DUE = 'invoice.falls_due';
/** An invoice of a subscription has been overdue for as long as its account accepts. */
export const LONG_OVERDUE = 'invoice.long_overdue';
