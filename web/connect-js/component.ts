import { type ComponentFrame, openFrame } from '../shared/component-frame.ts';
import type { Connector } from './connector.ts';
import { OVERLAYS } from './names.ts';
import { type Overlay, openOverlay } from './overlay.ts';
import { LoadProblem } from './problem.ts';
import type { Session } from './sessions.ts';

type Options = Readonly<Record<string, unknown>>;

/** Functions of its element that a component needs. */
export interface Host {
  readonly element: HTMLElement;
  /** The component's name, as `payment-details`. */
  readonly name: string;
  options(): Options;
  /** Calls the listener that the page has set, if it has. */
  emit(name: string, detail: object): void;
}

/** A component that is in the page. */
export interface Component {
  /** The options have changed. */
  update(): void;
  remove(): void;
}

/** Sessions that a component opens one after another without showing anything; then the server's clock does not agree. */
const MOST_RENEWALS = 2;

/** Shows a component in its element, or in an overlay, until it is removed. */
export function showComponent(connector: Connector, host: Host): Component {
  const { name, element } = host;
  const opensWith = OVERLAYS[name];
  let frame: ComponentFrame | undefined;
  let overlay: Overlay | undefined;
  let session: Session | undefined;
  let renewals = 0;
  let turn = 0;

  function close(): void {
    frame?.remove();
    overlay?.remove();
    frame = overlay = undefined;
  }

  /** Loads the component with a session; a later load supersedes it. */
  async function load(open: () => Promise<Session>): Promise<void> {
    turn += 1;
    const own = turn;
    if (opensWith !== undefined && host.options()[opensWith] === undefined) return close();
    host.emit('LoaderStart', { elementTagName: name });
    try {
      const [opened, look] = await Promise.all([open(), connector.look()]);
      if (own !== turn) return;
      session = opened;
      checkEnabled(opened, name);
      frame ??= openFrame(
        connector.origin,
        placeOf(look),
        { title: titleOf(name), look },
        {
          onEvent,
          onShown: () => undefined,
          onLost: () =>
            fail(
              new LoadProblem('api_connection_error', `The component could not be loaded from ${connector.origin}.`),
            ),
        },
      );
      frame.go(addressOf(connector, opened, host));
    } catch (error) {
      if (own === turn) fail(error instanceof LoadProblem ? error : new LoadProblem('api_error', String(error)));
    }
  }

  function placeOf(look: Parameters<typeof openOverlay>[0]): HTMLElement {
    if (opensWith === undefined) return element;
    overlay = openOverlay(look, titleOf(name), closeByCustomer);
    return overlay.card;
  }

  function onEvent(event: string, detail: object): void {
    if (event === 'Expired') {
      const over = session;
      renewals += 1;
      if (over && renewals <= MOST_RENEWALS) void load(() => connector.sessions.renew(over));
      else
        fail(new LoadProblem('authentication_error', 'The account session has expired. Return a new client secret.'));
      return;
    }
    renewals = 0;
    if (event === 'Close') closeByCustomer();
    else if (event === 'LoadError') host.emit('LoadError', { ...detail, elementTagName: name });
    else host.emit(event, detail);
  }

  function closeByCustomer(): void {
    close();
    host.emit('Close', {});
  }

  function fail({ type, message }: LoadProblem): void {
    close();
    host.emit('LoadError', { error: { type, message }, elementTagName: name });
  }

  const unfollow = connector.follow({
    update(look, isMoved) {
      frame?.look(look);
      if (isMoved && frame && session) frame.go(addressOf(connector, session, host));
    },
    end: remove,
  });

  function remove(): void {
    turn += 1;
    unfollow();
    close();
  }

  void load(() => connector.sessions.current());
  return { update: () => void load(() => connector.sessions.current()), remove };
}

/** Throws if a session does not enable a component, or if Florin does not have it. */
function checkEnabled({ components, not_built: notBuilt }: Session, name: string): void {
  const named = name.replaceAll('-', '_');
  if (!components.includes(named)) {
    throw new LoadProblem(
      'invalid_request_error',
      `The component ${named} is not enabled in this account session. Enable it with components[${named}][enabled]=true when you create the session.`,
    );
  }
  if (notBuilt.includes(named)) {
    throw new LoadProblem(
      'invalid_request_error',
      `Florin does not have the component ${named} yet. Nothing is shown.`,
    );
  }
}

function addressOf({ origin, locale }: Connector, { frames }: Session, { name, options }: Host): string {
  const given = JSON.stringify(options());
  const query = given === '{}' ? '' : `?${new URLSearchParams({ options: given })}`;
  return `${origin}${frames}/${locale()}/${name}${query}`;
}

/** The title of a frame, for screen readers: `Payment details`. */
function titleOf(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll('-', ' ')}`;
}
