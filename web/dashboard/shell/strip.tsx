/** Notices above every page. */
export function Strip() {
  return null;
}
