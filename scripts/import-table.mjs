// @ts-check
/**
 * Who may import whom. This table is the law: `.dependency-cruiser.mjs` makes its rules from it, docs/architecture.md
 * prints it, tests/architecture plants violations against it. What is absent is forbidden.
 *
 * @typedef {object} Module
 * @property {string} path  a folder, or one file, under the project's root
 * @property {string} holds  what it is for, in one line
 * @property {readonly string[]} imports  paths of the modules that it may import
 * @property {boolean} [apart]  its folders are strangers to one another (views, transports)
 */

/** @type {readonly Module[]} */
export const modules = [
  {
    path: 'src/core/base',
    holds: 'bytes, ids, dates, coded errors, disposables; time and chance as ports',
    imports: [],
  },
  {
    path: 'src/core/journal',
    holds: 'the domain on Yjs: pursuits, attempts, ratings, check-ins, letters',
    imports: ['src/core/base'],
  },
  {
    path: 'src/core/vault',
    holds: 'sealed records, keys, compaction, recovery; opaque bytes only',
    imports: ['src/core/base'],
  },
  { path: 'src/core/sync', holds: 'peer protocol, session state machine, transport port', imports: ['src/core/base'] },
  {
    path: 'src/core/contract',
    holds: 'what the app asks of its host, with a schema for every call',
    imports: ['src/core/base'],
  },
  { path: 'src/core/insights', holds: 'statistics, pure functions', imports: ['src/core/base', 'src/core/journal'] },
  {
    path: 'src/core/wall',
    holds: 'geometry of wall and poster, pure functions',
    imports: ['src/core/base', 'src/core/journal'],
  },
  {
    path: 'src/core/transfer',
    holds: 'importers and exporters, bytes <-> journal',
    imports: ['src/core/base', 'src/core/journal'],
  },
  {
    path: 'src/main/storage',
    holds: 'the replica in an embedded database, letters, backups, atomic files',
    imports: ['src/core/base', 'src/core/vault'],
  },
  {
    path: 'src/main/transports',
    holds: 'ways to other devices: LAN, internet, folder; and the encrypted stream of the first two',
    imports: ['src/core/base', 'src/core/sync', 'src/main/transports/stream', 'src/main/storage/atomic-file.ts'],
    apart: true,
  },
  {
    path: 'src/main/services',
    holds: 'replica, sync sessions, devices, letters; transports are handed in',
    imports: ['src/core/base', 'src/core/vault', 'src/core/sync', 'src/core/contract', 'src/main/storage'],
  },
  {
    path: 'src/main/hosts',
    holds: 'the two hosts, Electron and loopback: each puts its parts together',
    imports: ['src/core/base', 'src/core/contract', 'src/main/services', 'src/main/storage', 'src/main/ways.ts'],
    apart: true,
  },
  {
    path: 'src/main/ways.ts',
    holds: 'the ways to other devices that hosts have, each loaded when it is first used',
    imports: ['src/core/base', 'src/main/services', 'src/main/transports'],
  },
  { path: 'src/main/index.ts', holds: 'entry of the Electron host', imports: ['src/main/hosts/electron'] },
  { path: 'src/main/loopback.ts', holds: 'entry of the loopback host', imports: ['src/main/hosts/loopback'] },
  { path: 'src/preload', holds: 'invoke and subscribe, nothing else', imports: ['src/core/contract'] },
  {
    path: 'src/renderer/host',
    holds: "the app's side of the host contract",
    imports: ['src/core/base', 'src/core/contract'],
  },
  {
    path: 'src/renderer/storage',
    holds: 'the replica in IndexedDB; feeds both replicas',
    imports: ['src/core/base', 'src/core/vault', 'src/renderer/host'],
  },
  {
    path: 'src/renderer/messages',
    holds: 'every sentence a person reads, English and German',
    imports: ['src/core/base', 'src/core/journal'],
  },
  {
    path: 'src/renderer/state',
    holds: 'small classes with runes over journal, vault and insights',
    imports: ['src/core/*', 'src/renderer/host', 'src/renderer/storage'],
  },
  {
    path: 'src/renderer/ui',
    holds: 'components that know no journal',
    imports: ['src/core/base', 'src/renderer/messages'],
  },
  {
    path: 'src/renderer/views',
    holds: 'the screens; no screen imports another',
    imports: [
      'src/core/base',
      'src/core/journal',
      'src/core/insights',
      'src/core/wall',
      'src/renderer/messages',
      'src/renderer/state',
      'src/renderer/ui',
    ],
    apart: true,
  },
  {
    path: 'src/renderer/App.svelte',
    holds: 'the frame around the screens',
    imports: ['src/core/*', 'src/renderer/*'],
  },
  { path: 'src/renderer/main.ts', holds: 'puts the app together', imports: ['src/core/*', 'src/renderer/*'] },
];

/** npm packages that core may use: they run anywhere and touch nothing outside their arguments. */
export const corePackages = [
  'yjs',
  'lib0',
  'y-protocols',
  '@noble/*',
  '@scure/bip39',
  '@stdlib/*',
  'simple-statistics',
  'date-fns',
  'papaparse',
  'postal-mime',
  'valibot',
  'fflate',
];

/** npm packages with one home each: elsewhere they are forbidden. */
export const packageHomes = [
  { package: 'electron', homes: ['src/main/index.ts', 'src/main/hosts/electron', 'src/preload'] },
  { package: 'hyperdht', homes: ['src/main/transports/internet'] },
  { package: '@hyperswarm/secret-stream', homes: ['src/main/transports/stream'] },
  { package: 'noise-handshake', homes: ['src/main/transports/stream'] },
  { package: 'noise-curve-ed', homes: ['src/main/transports/stream'] },
  { package: 'multicast-dns', homes: ['src/main/transports/lan'] },
  { package: 'y-indexeddb', homes: ['src/renderer/storage'] },
];
