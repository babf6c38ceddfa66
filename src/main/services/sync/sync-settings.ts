/** What sync must know while the journal is locked: which ways are on, and what became of the other devices. */
import type { Random } from '#core/base';
import { join } from 'node:path';
import * as v from 'valibot';
import { ChoiceFile } from '../../storage/index.ts';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const way = v.picklist(['lan', 'internet', 'folder']);

const DeviceRecordSchema = v.object({
  way: v.nullable(way),
  /** ms since 1970-01-01T00:00Z. */
  lastSeen: v.nullable(count),
  lastSynced: v.nullable(count),
  bytesIn: count,
  bytesOut: count,
  /** Changes that became durable here since `lastSynced`. */
  unsent: count,
  address: v.nullable(v.string()),
});
export type DeviceRecord = v.InferOutput<typeof DeviceRecordSchema>;

const SyncSettingsSchema = v.object({
  on: v.object({ lan: v.boolean(), internet: v.boolean(), folder: v.boolean() }),
  folder: v.nullable(v.string()),
  /** TCP port of this device; 0: none yet. */
  port: v.pipe(count, v.maxValue(65_535)),
  /** This device's id; null before it has one. */
  device: v.nullable(v.string()),
  devices: v.record(v.string(), DeviceRecordSchema),
  /** Network key, hex -> the newest index of that device in the shared folder. */
  folderSeen: v.record(v.string(), count),
});
export type SyncSettings = v.InferOutput<typeof SyncSettingsSchema>;
export type Way = v.InferOutput<typeof way>;

export const ways: readonly Way[] = ['lan', 'internet', 'folder'];

export const unknownDevice: DeviceRecord = {
  way: null,
  lastSeen: null,
  lastSynced: null,
  bytesIn: 0,
  bytesOut: 0,
  unsent: 0,
  address: null,
};

const nothingOn: SyncSettings = {
  on: { lan: false, internet: false, folder: false },
  folder: null,
  port: 0,
  device: null,
  devices: {},
  folderSeen: {},
};

export class SettingsFile {
  readonly #file: ChoiceFile<typeof SyncSettingsSchema>;
  #settings: SyncSettings = nothingOn;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string, random: Random) {
    this.#file = new ChoiceFile(join(folder, 'sync.json'), SyncSettingsSchema, random);
  }

  /** Throws storage/...; a file that cannot be read counts as none: nothing is switched on by mistake. */
  async open(): Promise<void> {
    this.#settings = (await this.#file.read()) ?? nothingOn;
  }

  get now(): SyncSettings {
    return this.#settings;
  }

  deviceRecord(device: string): DeviceRecord {
    return this.#settings.devices[device] ?? unknownDevice;
  }

  /** Null forgets it, and switches the way through it off. What was seen in another folder says nothing about this one. */
  chooseFolder(folder: string | null): Promise<void> {
    const { on } = this.#settings;
    return this.change({ folder, folderSeen: {}, on: { ...on, folder: on.folder && folder !== null } });
  }

  keepDevice(device: string, record: DeviceRecord): Promise<void> {
    return this.change({ devices: { ...this.#settings.devices, [device]: record } });
  }

  /** Resolves when the change is on disk. Throws storage/...; it holds until the end of the process all the same. */
  change(change: Partial<SyncSettings>): Promise<void> {
    this.#settings = { ...this.#settings, ...change };
    const writing = this.#writing.then(() => this.#file.write(this.#settings));
    this.#writing = writing.catch(() => undefined);
    return writing;
  }
}
