import { allOperations } from '../../contract/contract.ts';
import { StripeError } from '../../kernel/errors.ts';

/**
 * The permissions of a restricted key, by resource, such as `customer`. A resource that is missing has the permission of
 * `all`, or none.
 */
export type Permissions = Readonly<Record<string, Permission>>;
/** `write` includes `read`. */
type Permission = 'read' | 'write';

/** Segments of paths that group resources: `/v1/checkout/sessions` is the resource `checkout_session`. */
const NAMESPACES: ReadonlySet<string> = new Set([
  'apps',
  'billing',
  'billing_portal',
  'checkout',
  'climate',
  'core',
  'elements',
  'entitlements',
  'financial_connections',
  'forwarding',
  'identity',
  'issuing',
  'radar',
  'reporting',
  'sigma',
  'tax',
  'terminal',
  'treasury',
]);

/** Resources that Stripe's permissions cover together with another one. */
const WITH: Readonly<Record<string, string>> = { refund: 'charge', setup_attempt: 'setup_intent' };

/** Returns the resource that an operation's path belongs to: that of the object in which all others of the path are. */
export function resourceOfPath(path: string): string {
  // OAuth connects and disconnects accounts.
  if (path.startsWith('/oauth/')) return 'account';
  const segments = path.split('/').slice(2);
  if (segments[0] === 'test_helpers') segments.shift();
  const depth = NAMESPACES.has(segments[0] ?? '') ? 2 : 1;
  return resourceNamed(segments.slice(0, depth).join('_'));
}

/** Returns the resource of a name in the singular or plural: of `refunds`, `refund` and `charge` it is `charge`. */
export function resourceNamed(name: string): string {
  const singular = name
    .replaceAll('.', '_')
    .replace(/ies$/, 'y')
    .replace(/(?<!s)s$/, '');
  return WITH[singular] ?? singular;
}

/** The resources that permissions can name. */
export function knownResources(): ReadonlySet<string> {
  known ??= new Set(allOperations().map(({ path }) => resourceOfPath(path)));
  return known;
}
let known: ReadonlySet<string> | undefined;

/** Reads permissions in the notation `customer:read,payment_intent:write`. Throws for unknown ones. */
export function parsePermissions(text: string): Permissions {
  return Object.fromEntries(
    text.split(',').map((part) => {
      const [, name = '', permission = ''] = /^\s*([a-z_.]+)[:=](read|write)\s*$/.exec(part) ?? [];
      const resource = resourceNamed(name);
      if ((permission === 'read' || permission === 'write') && knownResources().has(resource)) {
        return [resource, permission] as const;
      }
      throw new Error(`'${part}' is not a permission. Use the name of a resource and read or write: customer:read.`);
    }),
  );
}

/** A restricted key, as far as its permissions go. */
export interface Restriction {
  readonly permissions: Permissions;
  /** The key, masked, for messages. */
  readonly masked: string;
  readonly world: string;
}

/** Throws Stripe's 403 if the key lacks the permission for an operation, by its id (`POST /v1/refunds`). */
export function checkPermission(restriction: Restriction, operation: string): void {
  const [method = '', path = ''] = operation.split(' ');
  require(restriction, resourceOfPath(path), method === 'GET' ? 'read' : 'write');
}

/** Throws Stripe's 403 if the key may not read objects of this name, such as `checkout.session`, that it expands. */
export function checkMayExpand(restriction: Restriction, objectName: string): void {
  const resource = resourceNamed(objectName);
  // Other objects have no permission of their own: they are parts of the object that is read.
  if (knownResources().has(resource)) require(restriction, resource, 'read');
}

function require({ permissions, masked, world }: Restriction, resource: string, needed: Permission): void {
  const granted = permissions[resource] ?? permissions.all;
  if (granted === 'write' || granted === needed) return;
  throw new StripeError(403, {
    type: 'invalid_request_error',
    message: `The provided key '${masked}' does not have the required permissions for this endpoint on account '${world}'. Having the 'rak_${resource}_${needed}' permission would allow this request to continue.`,
  });
}
