import type { IncomingMessage } from 'node:http';
import { invalidRequest, StripeError } from '../../kernel/errors.ts';
import { clientAddress, parseProxies } from './client-address.ts';
import { createHostCheck } from './hosts.ts';

/** The names and addresses that a server trusts. */
export interface DoorOptions {
  /** Hosts besides loopback that requests may be sent to, lower-case and without a port. */
  readonly hosts?: readonly string[];
  /** Addresses and networks of proxies, whose `X-Forwarded-For` names the client. */
  readonly trustedProxies?: readonly string[];
}

/** Checks of a request before anything else is read. */
export interface Door {
  /** Returns the error of a request that is not for this Florin; undefined for all others. `path` is without the query. */
  refuse(request: IncomingMessage, path: string): StripeError | undefined;
  /** The client's address. */
  addressOf(request: IncomingMessage): string | null;
}

/** Paths that load balancers ask for by an address of their choice; they reveal nothing. */
const HEALTH = new Set(['/healthz', '/readyz']);

/** Creates the door of a server. Throws for proxies that are no addresses. */
export function createDoor({ hosts = [], trustedProxies = [] }: DoorOptions): Door {
  const passes = createHostCheck(hosts);
  const trusted = trustedProxies.length > 0 ? parseProxies(trustedProxies) : undefined;
  return {
    refuse(request, path) {
      if (countHosts(request.rawHeaders) > 1) return severalHosts();
      if (HEALTH.has(path)) return undefined;
      // A target can be a whole URL, whose host then counts.
      const isAimed = path.startsWith('/') || passes(URL.parse(path)?.host);
      return isAimed && passes(request.headers.host) ? undefined : misdirected();
    },
    addressOf(request) {
      const header = request.headers['x-forwarded-for'];
      return clientAddress(request.socket.remoteAddress, Array.isArray(header) ? header.join() : header, trusted);
    },
  };
}

/** Node uses the first of several `Host` headers, but a proxy may have used another. */
function countHosts(rawHeaders: readonly string[]): number {
  let hosts = 0;
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at];
    if (name?.length === 4 && name.toLowerCase() === 'host') hosts += 1;
  }
  return hosts;
}

function severalHosts(): StripeError {
  return invalidRequest('The request has more than one Host header. Send one.');
}

function misdirected(): StripeError {
  return new StripeError(421, {
    type: 'invalid_request_error',
    message:
      'This Florin is not reached by the host that the request names. Send it to localhost, or start Florin with --url or --allow-hosts.',
  });
}
