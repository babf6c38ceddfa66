/** How things stand between devices, in words. */
import { isErrorCode } from '#core/base';
import { errorText, fileSize, instant, listOf, m } from '../../messages/index.ts';
import type { DeviceRow, SyncView } from '../../state/sync-view.ts';

type State = NonNullable<SyncView['state']>;
type Way = State['ways'][number];
type Live = NonNullable<DeviceRow['live']>;

interface Crossing {
  /** Bytes. */
  readonly across: number;
  readonly size: number;
  readonly text: string;
}

const ways = {
  lan: () => m.devices_way_lan(),
  internet: () => m.devices_way_internet(),
  folder: () => m.devices_way_folder(),
};
export const wayName = (kind: Way['kind']): string => ways[kind]();

const hints = {
  lan: () => m.devices_lan_hint(),
  internet: () => m.devices_internet_hint(),
  folder: () => m.devices_folder_hint(),
};
export const wayHint = (kind: Way['kind']): string => hints[kind]();

export function codeText(code: string): string {
  return errorText({ code: isErrorCode(code) ? code : 'bug', data: {} });
}

/** How a way is doing; empty while it is off and nothing keeps it from being on. */
export function wayText({ kind, on, available, state, code, addresses, folder }: Way): string {
  if (code !== null) return codeText(code);
  if (!available) return m.error_sync_unavailable();
  if (!on) return '';
  if (kind === 'folder' && folder === null) return m.devices_folder_missing();
  if (state === 'waiting') return m.devices_way_waiting();
  if (state === 'starting') return m.devices_way_starting();
  const [address] = addresses;
  return kind === 'lan' && address !== undefined ? m.devices_lan_at({ address }) : m.devices_way_running();
}

export function everywhereText(sync: SyncView): string {
  const others = sync.devices.filter(({ isThis }) => !isThis);
  if (sync.everywhere === 'alone') return m.devices_alone();
  if (sync.everywhere === 'yes') return others.length === 1 ? m.devices_yes_both() : m.devices_yes_all();
  if (sync.everywhere === 'waiting') return m.devices_waiting();
  // Nothing is known to wait here: all that is here had arrived there when they last met.
  return others.every(({ live }) => live && live.lastSynced !== null) ? m.devices_unknown_met() : m.devices_unknown();
}

/** Where a device is, seen from this one. */
export function presenceText({ state, way, lastSeen }: Live): string {
  if (state === 'connected') return m.devices_connected({ way: wayName(way ?? 'lan') });
  if (state === 'connecting') return m.devices_connecting();
  if (lastSeen === null) return m.devices_never_seen();
  return way === 'folder'
    ? m.devices_last_heard_folder({ when: instant(lastSeen) })
    : m.devices_last_seen({ when: instant(lastSeen) });
}

function amounts({ changes, letters, letterBytes }: Live['outgoing']): string {
  const parts = [
    ...(changes > 0 ? [m.devices_changes({ count: changes })] : []),
    ...(letters > 0 ? [m.devices_letters({ count: letters, size: fileSize(letterBytes) })] : []),
  ];
  return parts.length > 0 ? listOf(parts) : '';
}

/** What waits between this device and that one, and what is even; one sentence each. */
export function standingTexts(live: Live): readonly string[] {
  const [out, into] = [amounts(live.outgoing), amounts(live.incoming)];
  const sentences: string[] = [];
  if (out !== '') {
    const { way } = live;
    const isMoving = live.state === 'connected' && way !== null;
    sentences.push(isMoving ? m.devices_on_the_way({ what: out, way: wayName(way) }) : m.devices_waits({ what: out }));
  }
  if (into !== '') sentences.push(m.devices_coming({ what: into }));
  if (live.upToDate) sentences.push(m.devices_even());
  if (live.lastSynced !== null && !live.upToDate)
    sentences.push(m.devices_last_even({ when: instant(live.lastSynced) }));
  if (live.bytesIn + live.bytesOut > 0) {
    sentences.push(m.devices_bytes({ received: fileSize(live.bytesIn), sent: fileSize(live.bytesOut) }));
  }
  return sentences;
}

/** The letters that are crossing, each with how far it is. */
export function crossingsOf({ outgoing, incoming }: Live): readonly Crossing[] {
  const words = ({ across, size }: { across: number; size: number }) => ({
    across: fileSize(across),
    size: fileSize(size),
  });
  return [
    ...(outgoing.crossing ? [{ ...outgoing.crossing, text: m.devices_letter_leaving(words(outgoing.crossing)) }] : []),
    ...(incoming.crossing ? [{ ...incoming.crossing, text: m.devices_letter_coming(words(incoming.crossing)) }] : []),
  ];
}

const platforms: Readonly<Record<string, () => string>> = {
  linux: () => m.devices_on_linux(),
  darwin: () => m.devices_on_mac(),
  win32: () => m.devices_on_windows(),
};

/** What this computer is called until somebody names it. */
export function platformName(platform: string | undefined): string {
  return (platforms[platform ?? ''] ?? (() => m.devices_on_some()))();
}

export function rowName({ name, id }: DeviceRow): string {
  return name === '' ? m.devices_unnamed({ id: id.slice(0, 4) }) : name;
}
