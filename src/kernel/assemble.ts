import type { EventType } from '../contract/event-types.ts';
import type { FollowerOf } from './follower.ts';
import { atOlderAddress } from './older-address.ts';
import type { Operation } from './operation.ts';
import type { Page } from './page.ts';
import type { Include, PageKey, Resource } from './resource.ts';
import type { Room } from './room.ts';
import type { TimerHandler } from './timer-handler.ts';
import type { Examples } from './unit-of-work.ts';
import type { VersionChange } from './version-change.ts';

/** The declarations of all rooms, by name. */
export interface Assembly {
  /** By object name. */
  readonly resources: ReadonlyMap<string, Resource>;
  readonly operations: ReadonlyMap<string, Operation>;
  /** By object name and field, as `charge.refunds`. */
  readonly includes: ReadonlyMap<string, Include>;
  /** By kind. */
  readonly timers: ReadonlyMap<string, TimerHandler>;
  /** By type of event, in the order of the rooms. */
  readonly followers: ReadonlyMap<string, readonly FollowerOf<EventType>[]>;
  readonly changes: readonly VersionChange[];
  readonly pages: readonly Page[];
  /** By id. */
  readonly examples: Examples;
}

/** Combines rooms. Throws if anything is declared twice, since one of the two would silently never run. */
export function assemble(rooms: readonly Room[]): Assembly {
  const names = table<Room>('The room');
  const resources = table<Resource>('The object');
  const prefixes = table<Resource>('The id prefix');
  const operations = table<Operation>('The operation');
  const includes = table<Include>('The included field');
  const timers = table<TimerHandler>('The kind of timer');
  const changes = table<VersionChange>('The version change');
  const pages = table<Page>('The page');
  const followers = new Map<string, FollowerOf<EventType>[]>();

  for (const room of rooms) {
    names.add(room.name, room, room);
    for (const resource of room.resources ?? []) {
      resources.add(resource.object, resource, room);
      // Ids that callers choose have no prefix, and are stored under keys of their own type.
      if (resource.type && !resource.type.namedByCallers) prefixes.add(resource.type.prefix, resource, room);
      for (const [field, include] of Object.entries(resource.includes ?? {}))
        includes.add(`${resource.object}.${field}`, include, room);
    }
    for (const operation of operationsOf(room)) operations.add(operation.id, operation, room);
    for (const [kind, handler] of timersOf(room)) timers.add(kind, handler, room);
    for (const change of changesOf(room)) changes.add(`${change.version} (${change.description})`, change, room);
    for (const page of room.pages ?? []) pages.add(routeOf(page), page, room);
    for (const follower of room.follows ?? [])
      followers.set(follower.on, [...(followers.get(follower.on) ?? []), follower]);
  }
  for (const room of rooms) {
    for (const address of room.olderAddresses ?? []) {
      const newer = operations.entries.get(address.is);
      // A program of some rooms has the older addresses of what these do.
      if (newer) operations.add(address.at, atOlderAddress(address, newer), room);
    }
  }

  return {
    resources: resources.entries,
    operations: operations.entries,
    includes: includes.entries,
    timers: timers.entries,
    followers,
    changes: [...changes.entries.values()],
    pages: [...pages.entries.values()],
    examples: new Map(rooms.flatMap(examplesOf)),
  };
}

function operationsOf({ resources = [], operations = [] }: Room): Operation[] {
  return [...resources.flatMap((resource) => resource.operations), ...operations];
}

function examplesOf({ resources = [] }: Room) {
  return resources.flatMap(({ examples = {} }) => Object.entries(examples));
}

function timersOf({ resources = [], timers = {} }: Room): [string, TimerHandler][] {
  return [...resources.map((resource) => resource.timers ?? {}), timers].flatMap((some) => Object.entries(some));
}

function changesOf({ resources = [], changes = [] }: Room): VersionChange[] {
  return [...resources.flatMap((resource) => resource.changes ?? []), ...changes];
}

/** Two routes are the same if only the names of their parameters differ. */
function routeOf({ method, path }: Page): string {
  return `${method} ${path.replace(/:\w+/g, ':')}`;
}

/** Reads a key of any page that Florin shows of an object. */
export function readPageKey({ resources }: Assembly, key: string): PageKey | undefined {
  for (const { pageKey } of resources.values()) {
    const read = pageKey?.(key);
    if (read) return read;
  }
  return undefined;
}

/** A table of unique names. */
function table<Entry>(what: string) {
  const entries = new Map<string, Entry>();
  const owners = new Map<string, string>();
  return {
    entries,
    add(name: string, entry: Entry, { name: room }: Room) {
      const other = owners.get(name);
      if (other !== undefined) {
        const where = other === room ? `by the room ${room}` : `by the rooms ${other} and ${room}`;
        throw new Error(`${what} ${name} is declared twice, ${where}. Remove one of the two.`);
      }
      owners.set(name, room);
      entries.set(name, entry);
    },
  };
}
