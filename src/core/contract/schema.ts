/**
 * The one contract between the app (renderer) and whatever runs it (a host). Every call and every event has a schema;
 * both sides check. A host that forgets a call does not compile (see `HostHandlers`).
 */
import { largestLetterBytes } from '#core/base';
import * as v from 'valibot';
import { bytes, call, chunk, count, name, nothing, path } from './shapes.ts';
import { syncCalls, syncEvents } from './sync-schema.ts';

/** SHA-256, hex. */
const hash = v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/));

/** What this machine can do; screens hide or explain what it cannot. */
const HostInfoSchema = v.strictObject({
  kind: v.picklist(['electron', 'loopback']),
  version: name,
  platform: name,
  /** True when the data folder is a throw-away one for a demonstration. */
  demo: v.boolean(),
  /** Shown to the person, so that they know where their vault lies. */
  dataFolder: path,
  /** Names the data folder for what the window keeps on its own: another folder's copy must never be mistaken for it. */
  folderNumber: count,
  capabilities: v.strictObject({
    /** The operating system can keep a secret for this account. */
    keychain: v.boolean(),
    /** The host makes PDF files of the window without a dialog. */
    nativePrint: v.boolean(),
    /** The host can tell when the machine is idle, suspended or locked. */
    presence: v.boolean(),
    /** The host shows reminders itself; where it cannot, the window does while it is open. */
    reminders: v.boolean(),
    /** Keys that reach the quick capture from any program, and a tray. */
    captureKeys: v.boolean(),
  }),
});
export type HostInfo = v.InferOutput<typeof HostInfoSchema>;

const DamageSchema = v.strictObject({
  /** What was wrong with the replica when this host opened it; null when it was sound. */
  replica: v.nullable(
    v.strictObject({
      /** Rows that failed their check just now, and those that are kept aside now or from before. */
      rows: count,
      quarantined: count,
      /** Places where a row must have been and is not. */
      missing: count,
      /** Some files could not be read to the end. */
      unreadable: v.boolean(),
      brokenLogs: count,
    }),
  ),
  /** Each time the replica was found damaged: the folder with its files as they were, and when (ms). Oldest first. */
  kept: v.array(v.strictObject({ path, at: count })),
  /** Damaged files of letters of which no good one has come since lie in `folder`; when each was found (ms). */
  letters: v.strictObject({ folder: path, files: v.array(v.strictObject({ hash, at: count })) }),
});
/** What the host found damaged; nothing of it was deleted. */
export type HostDamage = v.InferOutput<typeof DamageSchema>;

/** When to say that there is something to look at. Nothing in it comes from what was written. */
export const ReminderPlanSchema = v.strictObject({
  /** Minutes after midnight, local time. */
  minute: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1439)),
  /** 1 Monday to 7 Sunday. */
  days: v.pipe(v.array(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(7))), v.maxLength(7)),
  /** Not before that day, YYYY-MM-DD. */
  from: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}-\d{2}-\d{2}$/))),
  language: v.picklist(['system', 'en', 'de']),
});
export type ReminderPlan = v.InferOutput<typeof ReminderPlanSchema>;

/** Keys as Electron writes them, e.g. `CommandOrControl+Alt+N`. */
const accelerator = v.nullable(v.pipe(v.string(), v.maxLength(80)));
const CaptureKeysSchema = v.strictObject({
  /** The chosen keys; null = none. */
  keys: accelerator,
  /** Whether they reach the app: another program may hold them. */
  active: v.boolean(),
});
export type CaptureKeys = v.InferOutput<typeof CaptureKeysSchema>;

const TransferSchema = v.strictObject({ transfer: name, bytes: count, chunks: count });
/** Bytes waiting on the host, to be fetched chunk by chunk. */
export type Transfer = v.InferOutput<typeof TransferSchema>;

const LetterStateSchema = v.strictObject({
  /** `damaged`: its file is kept aside as it was found, and no good one has come since. */
  state: v.picklist(['here', 'absent', 'damaged']),
  /** Sealed bytes that are here so far. */
  bytes: count,
});
/** What a host has of a letter. */
export type LetterState = v.InferOutput<typeof LetterStateSchema>;

const BackupSchema = v.object({
  name,
  /** Of the file. */
  bytes: count,
  /** ms since 1970-01-01T00:00Z; 0 when it cannot be read. */
  createdAt: count,
  records: count,
  unreadable: count,
  /** Made while something was damaged. */
  doubtful: v.boolean(),
  /** Why it cannot be used; null when it can. */
  fault: v.nullable(name),
});
export type BackupInfo = v.InferOutput<typeof BackupSchema>;

const folderPath = v.pipe(v.string(), v.maxLength(4096));
/** Null or left out: the folder in use. */
const backupFolder = v.optional(v.nullable(folderPath));

/** Every call a renderer may make: group -> name -> schemas of argument and result. */
export const hostCalls = {
  app: {
    describe: call(nothing, HostInfoSchema),
    /** Opens an https: or mailto: address outside the app, after the host has asked. */
    openExternal: call(v.strictObject({ url: v.pipe(v.string(), v.maxLength(2048)) }), nothing),
    /** Answers the event `app.flush`: everything typed is sealed and acknowledged (or `failed`). */
    flushed: call(v.strictObject({ flush: name, failed: v.nullable(name) }), nothing),
    /** Drops this window's memory: the host reloads it or hands back a fresh way in (loopback). */
    reload: call(nothing, v.strictObject({ launch: v.nullable(name) })),
  },
  /** The host's replica of the vault: ciphertext only. */
  replica: {
    /** The state vector of the host's vault document (Yjs encoding). */
    stateVector: call(nothing, chunk),
    /** What the host has found damaged, now and in former openings. */
    damage: call(nothing, DamageSchema),
    /** Prepares what the host has beyond `stateVector` (Yjs update, V1). */
    pull: call(v.strictObject({ stateVector: chunk }), TransferSchema),
    /** Prepares the records that left the log within the last 30 days or more (`encodeRemoved`). */
    removed: call(nothing, TransferSchema),
    pullChunk: call(v.strictObject({ transfer: name, index: count }), chunk),
    /**
     * Hands over an update for the host's vault document that fits into one chunk. The answer comes when it is on disk
     * (synchronous write): the acknowledgement behind the word "saved". Nearly everything that is typed comes this way,
     * and waits for one answer instead of two.
     */
    pushWhole: call(v.strictObject({ bytes: chunk }), v.strictObject({ durable: v.literal(true) })),
    /** Announces a larger one of `bytes` bytes. */
    push: call(v.strictObject({ bytes: count, chunks: count }), v.strictObject({ transfer: name })),
    /** Hands over one chunk. `durable` is true in the answer to the last one, as with `pushWhole`. */
    pushChunk: call(
      v.strictObject({ transfer: name, index: count, bytes: chunk }),
      v.strictObject({ durable: v.boolean() }),
    ),
  },
  /** Sealed letters: ciphertext, each known by the SHA-256 of its sealed bytes. */
  letters: {
    /** What the host has of each, in the same order. */
    status: call(
      v.strictObject({ hashes: v.pipe(v.array(hash), v.maxLength(2000)) }),
      v.pipe(v.array(LetterStateSchema), v.maxLength(2000)),
    ),
    /** Announces a sealed letter of `bytes` bytes; its chunks follow in order. */
    put: call(
      v.strictObject({ bytes: v.pipe(count, v.minValue(1), v.maxValue(largestLetterBytes)) }),
      v.strictObject({ transfer: name }),
    ),
    putChunk: call(v.strictObject({ transfer: name, index: count, bytes: chunk }), nothing),
    /** Answers when the file is on disk under its hash; a letter whose bytes have another one is refused. */
    putEnd: call(v.strictObject({ transfer: name, hash }), v.strictObject({ durable: v.literal(true) })),
    putCancel: call(v.strictObject({ transfer: name }), nothing),
    /** Opens a letter after checking it against its hash. */
    get: call(v.strictObject({ hash }), TransferSchema),
    getChunk: call(v.strictObject({ transfer: name, index: count }), chunk),
    getEnd: call(v.strictObject({ transfer: name }), nothing),
    /**
     * Removes what the vault has not named for 30 days. Only an open journal asks, after it has named its own: a host
     * cannot know whether a name was taken out by the person.
     */
    tidy: call(nothing, v.strictObject({ removed: count })),
  },
  /**
   * One secret for "no passphrase on this computer": in the OS keychain where there is one, else in a file that only
   * this account can read.
   */
  secret: {
    /** Null when none is kept. `storage/secret-lost` and `storage/secret-exposed`: one is, and it cannot be used. */
    read: call(nothing, v.nullable(v.pipe(bytes, v.length(32)))),
    write: call(v.strictObject({ secret: v.pipe(bytes, v.length(32)) }), nothing),
    clear: call(nothing, nothing),
  },
  /** Sealed copies of the whole vault, one file each. */
  backups: {
    /** Newest first. */
    status: call(
      nothing,
      v.strictObject({
        folder: folderPath,
        /** Chosen by the person; else it lies in the data folder. */
        chosen: v.boolean(),
        backups: v.array(BackupSchema),
        /** Code of what kept the last one from being made. */
        problem: v.nullable(name),
      }),
    ),
    make: call(nothing, nothing),
    /** Absolute path, or null for the data folder. One is made there at once; refused when that fails. */
    choose: call(v.strictObject({ folder: v.nullable(folderPath) }), nothing),
    /** What lies in another folder, newest first; nothing is written there. Absolute path. */
    look: call(v.strictObject({ folder: folderPath }), v.array(BackupSchema)),
    /** Prepares a backup's vault update, to be fetched by `replica.pullChunk`; every byte was checked. */
    read: call(v.strictObject({ name, folder: backupFolder }), TransferSchema),
    /**
     * Prepares the backup's file that the person opened with the app, bytes as on the disk, to be fetched by
     * `replica.pullChunk`; once, then null. Null where there is none. Throws `input/too-large`, storage/...
     */
    handed: call(nothing, v.nullable(v.strictObject({ name, file: TransferSchema }))),
    /** What lies beside the backups of each letter, in the same order. */
    letters: call(
      v.strictObject({ folder: backupFolder, hashes: v.pipe(v.array(hash), v.maxLength(2000)) }),
      v.pipe(v.array(LetterStateSchema), v.maxLength(2000)),
    ),
    /** Opens a letter beside the backups after checking it against its hash; its chunks are fetched as others are. */
    letter: call(v.strictObject({ folder: backupFolder, hash }), TransferSchema),
    /** Announces a vault update of `bytes` bytes that is to take the place of the host's vault. */
    replace: call(v.strictObject({ bytes: count, chunks: count }), v.strictObject({ transfer: name })),
    /**
     * Hands over one chunk. With the last one a backup of the present vault is made, the letters that the new one names
     * are brought back from beside the backups in `folder`, then the vault is replaced; the window must begin anew
     * (`app.reload`).
     */
    replaceChunk: call(
      v.strictObject({ transfer: name, index: count, bytes: chunk, folder: backupFolder }),
      v.strictObject({ replaced: v.boolean() }),
    ),
  },
  reminder: {
    /** Null: no reminders. Kept by the host, so that they come while the journal is locked as well. */
    plan: call(v.nullable(ReminderPlanSchema), nothing),
  },
  /** Keys that open the quick capture from any program; `host/unsupported` where the host has none. */
  captureKeys: {
    read: call(nothing, CaptureKeysSchema),
    /** Changes them when the system lets it (`taken` otherwise, and the old ones stay); null turns them off. */
    choose: call(
      v.strictObject({ keys: accelerator }),
      v.strictObject({ ...CaptureKeysSchema.entries, taken: v.boolean() }),
    ),
  },
  /** The window itself as a PDF, where the host can make one without a dialog (`nativePrint`). */
  print: {
    /**
     * Prepares what the page's print style shows, a sheet a page, mm, to be fetched by `replica.pullChunk`. Throws
     * `input/invalid` for a sheet no PDF can have, `host/print-failed` when none came out (the next try may well work),
     * `host/unsupported` without `nativePrint`.
     */
    toPdf: call(v.strictObject({ widthMm: v.number(), heightMm: v.number() }), TransferSchema),
  },
  /** When the host says that nobody is there (`app.lock`); for hosts that can tell (`capabilities.presence`). */
  lock: {
    /** Minutes without input anywhere on the machine; 0: only when it sleeps or its screen is locked. */
    configure: call(v.strictObject({ afterMinutes: v.pipe(count, v.maxValue(1440)) }), nothing),
  },
  /** One's other devices. */
  sync: syncCalls,
  /** Faults the renderer noticed, by code only; the host redacts and logs them. */
  log: {
    report: call(v.strictObject({ code: name, where: name }), nothing),
  },
} as const;

/** Everything a host may tell a renderer unasked: name -> schema. */
export const hostEvents = {
  /** An update that reached the host's vault document from elsewhere (a peer, a restore). */
  'replica.update': bytes,
  /** The host's replica can no longer keep what it is given. */
  'replica.trouble': v.strictObject({ code: name }),
  /** The host has found something damaged while it runs; `replica.damage` says what. */
  'damage.found': v.strictObject({}),
  /** A letter is whole on this machine now; from a peer, or from another window. */
  'letters.arrived': v.strictObject({ hash }),
  /** The host is about to end or suspend: seal and push everything, then call `app.flushed`. */
  'app.flush': v.strictObject({ flush: name, deadlineMs: count }),
  /** The machine was locked, suspended or left alone: lock the journal now. */
  'app.lock': v.strictObject({ reason: v.picklist(['idle', 'suspend', 'screen', 'shortcut']) }),
  /** Open the quick capture (a global shortcut or the tray). */
  'app.capture': v.strictObject({}),
  /** The person has opened a backup's file with the app; `backups.handed` has it. */
  'app.backup': v.strictObject({}),
  /** It is the time that was chosen for a reminder, and the window is to show it. */
  'app.remind': v.strictObject({}),
  ...syncEvents,
} as const;

type Calls = typeof hostCalls;
type Events = typeof hostEvents;

export type HostEventName = keyof Events;
export type HostEvent<N extends HostEventName> = v.InferOutput<Events[N]>;

type Argument<S extends v.GenericSchema> = v.InferOutput<S> extends undefined ? [] : [argument: v.InferOutput<S>];

/** A call that answers with nothing may be written as one that returns nothing. */
type Result<S extends v.GenericSchema> = v.InferOutput<S> extends undefined ? void : v.InferOutput<S>;

type Method<C> = C extends { args: infer A extends v.GenericSchema; result: infer R extends v.GenericSchema }
  ? (...argument: Argument<A>) => Promise<Result<R>>
  : never;

/** What a host must provide: one function for each call, nothing missing, nothing more. */
export type HostHandlers = { readonly [G in keyof Calls]: { readonly [N in keyof Calls[G]]: Method<Calls[G][N]> } };

/** What a renderer holds. */
export interface HostApi extends HostHandlers {
  on<N extends HostEventName>(name: N, listener: (event: HostEvent<N>) => void): () => void;
}
