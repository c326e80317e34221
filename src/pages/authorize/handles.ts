/**
 * The names by which people's end-to-end tests find the buttons of payers' pages, beside Florin's own. They are a contract:
 * each is in use in public suites, and `tests/browser/handles-payer.test.ts` looks for every one.
 *
 * | Handle | Seen in |
 * |---|---|
 * | `#test-source-authorize-3ds`, `#test-source-fail-3ds` | Hyperswitch, GoClimate, and nearly all suites with 3-D Secure |
 * | `iframe[name^=__privateStripeFrame]` with `iframe[name=stripe-challenge-frame]` and the buttons "Complete" and "Fail" | suites for Playwright since 2023 |
 * | `#challengeFrame`, the older name of that frame | Hyperswitch, dschmura/adhdev_web, Selenium suites |
 * | `iframe[src*=three-ds-2-challenge]` around that frame (set by `web/shared/challenge.ts`) | page objects for Playwright |
 * | "Complete authentication", "Fail authentication" | dschmura/adhdev_web, and suites for Capybara and Cypress |
 * | "Authorize Test Payment", "Fail Test Payment", "iDEAL test payment page" | WooPayments, GoClimate, and Robot Framework suites |
 */
export const AUTHORIZE_ID = 'test-source-authorize-3ds';
export const FAIL_ID = 'test-source-fail-3ds';
/** The frame of the issuer inside the frame of a challenge. */
export const ISSUER_FRAME = 'stripe-challenge-frame';
export const ISSUER_ID = 'challengeFrame';
export const ISSUER_COMPLETE = 'Complete';
export const ISSUER_FAIL = 'Fail';
