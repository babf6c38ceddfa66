import type { AttemptList } from './attempt-list.svelte.ts';
import type { Capture } from './capture.svelte.ts';
import type { Route } from './route.svelte.ts';
import type { SingleKeys } from './single-keys.svelte.ts';
import type { Wall } from './wall.svelte.ts';

/** What the screens of one open journal share; it lasts as long as the journal is open. */
export interface OpenScreens {
  readonly route: Route;
  readonly list: AttemptList;
  readonly capture: Capture;
  readonly wall: Wall;
  readonly singleKeys: SingleKeys;
  /** Shows the guide to the keys. */
  showShortcuts(): void;
}
