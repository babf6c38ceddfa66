// @ts-check
import { FuseV1Options } from '@electron/fuses';

/**
 * What a packaged app may still do when it is started in an unusual way; written into its binary when it is built. Every
 * fuse that Electron has is decided here: one that a later Electron adds stops the build until it is.
 * @type {Readonly<Record<FuseV1Options, boolean>>}
 */
export const fuses = {
  // Nobody turns the app into a Node that runs their script with its rights.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  // The program's own files are what was built: checked where the system can (macOS, Windows), and from nowhere else.
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  [FuseV1Options.WasmTrapHandlers]: true,
};

/** @param {FuseV1Options} fuse */
export const fuseName = (fuse) => FuseV1Options[fuse];
