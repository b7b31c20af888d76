/**
 * The host's contract as `crates/wire` prints it. This file is the single place that names the
 * generated one and gives the tables their general shape.
 */
import type { Commands as HostCommands } from '../generated/wire';

export type * from '../generated/wire';
export type { Preferences as HostPreferences } from '../generated/wire';
export { ERROR_CODES } from '../generated/wire';

/** Every command of the real host. */
export type Commands = { [Name in keyof HostCommands]: HostCommands[Name] };

/** What the host tells by itself. Everything else is asked for (`watch_camera`, `list_uploads`). */
export type Events = {
  /** A link of ours was followed while the app runs; `start` gives its code. */
  link_followed: null;
};

/** One command: what it takes and what it answers. */
export interface Command {
  args: unknown;
  result: unknown;
}

/** The shape every command table has. */
export type CommandTable = Record<string, Command>;

/** The shape every event table has: event name to payload. */
export type EventTable = Record<string, unknown>;
