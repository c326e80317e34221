/** The kind of timer that moves a payout on: to its bank, and then to its end. */
export const PAYOUT_MOVES = 'payout.moves';
/** Seconds that each of the two takes in test mode. */
export const MOVES_AFTER_SECONDS = 5;
