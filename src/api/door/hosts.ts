/** A host name or an address, and a port. */
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9_.-]+)(?::\d{1,5})?$/i;

/** The addresses of this machine itself. */
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** True if a host, as a URL has it, is this machine itself. */
export function isLoopback(hostname: string): boolean {
  return LOOPBACK.test(hostname);
}

/**
 * Returns a check of `Host` headers: loopback and the `allowed` names pass, on any port. A page can make any other name
 * of its own resolve to this machine and would then count as a page of Florin's origin (DNS rebinding).
 */
export function createHostCheck(allowed: readonly string[]): (host: string | undefined) => boolean {
  const names = new Set(allowed);
  let passedLast: string | undefined;
  return (host) => {
    if (host === undefined) return false;
    if (host === passedLast) return true;
    const name = HOST.exec(host)?.[1]?.toLowerCase();
    if (name === undefined || !(isLoopback(name) || names.has(name))) return false;
    passedLast = host;
    return true;
  };
}
