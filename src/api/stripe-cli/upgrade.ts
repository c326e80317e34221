import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { WebSocket, WebSocketServer } from 'ws';
import type { Session, Sessions } from './sessions.ts';

/** The CLI's WebSocket subprotocol. */
const SUBPROTOCOL = 'stripecli-devproxy-v1';
/** The path of the WebSocket, before the account's id. */
const PATH = '/stripecli/subscribe/';
/**
 * The largest message, in bytes. A response repeats the whole event as an escaped text, and up to 5,000 characters of the
 * server's body. Events have at most a few hundred KiB; a client with a longer message is disconnected and connects again.
 */
const MOST_MESSAGE_BYTES = 1_048_576;

/** The URL of a session's WebSocket. */
export function websocketUrl(baseUrl: string, world: string): string {
  return `${baseUrl.replace(/^http/, 'ws')}${PATH}${world}`;
}

/**
 * Opens the WebSockets of sessions. The returned function is for the server's `upgrade` event; it returns false, with
 * the socket untouched, if the request is for another path.
 */
export function createUpgrade(
  sessions: Sessions,
  connect: (session: Session, socket: WebSocket) => void,
): (request: IncomingMessage, socket: Duplex, head: Buffer) => boolean {
  let opening: Promise<WebSocketServer> | undefined;

  async function upgrade(session: Session, request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    opening ??= openServer();
    (await opening).handleUpgrade(request, socket, head, (client) => connect(session, client));
  }

  return (request, socket, head) => {
    if (!request.url?.startsWith(PATH)) return false;
    socket.on('error', () => socket.destroy());
    const id = request.headers['websocket-id'];
    const session = typeof id === 'string' ? sessions.find(id) : undefined;
    const offered = request.headers['sec-websocket-protocol'] ?? '';
    // The CLI creates a new session on exactly this message.
    if (!session) refuse(socket, 'Unknown WebSocket ID.');
    else if (!offered.split(',').some((name) => name.trim() === SUBPROTOCOL)) {
      refuse(socket, `The WebSocket subprotocol is missing. Use ${SUBPROTOCOL}.`);
    } else upgrade(session, request, socket, head).catch(() => socket.destroy());
    return true;
  };
}

/** Loaded with the first CLI that connects: most servers never have one. */
async function openServer(): Promise<WebSocketServer> {
  const { WebSocketServer } = await import('ws');
  return new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: MOST_MESSAGE_BYTES,
    perMessageDeflate: false,
    handleProtocols: (offered) => (offered.has(SUBPROTOCOL) ? SUBPROTOCOL : false),
  });
}

function refuse(socket: Duplex, message: string): void {
  const body = JSON.stringify({ error: { type: 'invalid_request_error', message } });
  socket.end(
    [
      'HTTP/1.1 400 Bad Request',
      'Connection: close',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      '',
      body,
    ].join('\r\n'),
  );
}
