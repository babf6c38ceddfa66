import { coded } from '#core/base';
import { type Dispatch, hostCallNames, type Reply, serialiseError } from '#core/contract';
import { appOrigin } from './addresses.ts';
import type { CallEvent, IpcSurface } from './surface.ts';

/** Why a sender was turned away; null when it may call. */
export function senderFault(event: CallEvent, ownContents: number | null): string | null {
  if (ownContents === null || event.sender.id !== ownContents) return 'window';
  const frame = event.senderFrame;
  if (frame === null) return 'frame-gone';
  if (frame.parent !== null) return 'sub-frame';
  return frame.origin === appOrigin ? null : 'origin';
}

/** Answers every call of the contract, on its own channel, to the app's own main frame only. */
export function serveCalls(ports: {
  readonly ipcMain: IpcSurface;
  /** The id of the window's contents, while there is one. */
  readonly contentsId: () => number | null;
  readonly dispatch: Dispatch;
  readonly log: (line: string) => void;
}): void {
  const { ipcMain, contentsId, dispatch, log } = ports;
  for (const channel of hostCallNames) {
    ipcMain.handle(channel, async (event, argument, ...rest): Promise<Reply> => {
      const fault = senderFault(event, contentsId()) ?? (rest.length > 0 ? 'arguments' : null);
      if (fault === null) return copyBytes(await dispatch(channel, argument));
      log(`A call of ${channel} was refused: ${fault}.`);
      return { ok: false, error: serialiseError(coded('host/refused', { channel, fault })) };
    });
  }
}

/**
 * Copies every Uint8Array out of the buffer that it looks into: a view on Node's shared pool would take its
 * neighbours' bytes along to the other process.
 */
export function copyBytes<T>(value: T): T {
  return copied(value) as T;
}

function copied(value: unknown): unknown {
  if (value instanceof Uint8Array) return new Uint8Array(value);
  if (Array.isArray(value)) return value.map(copied);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, copied(part)]));
}
