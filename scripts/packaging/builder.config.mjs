// @ts-check
/**
 * How electron-builder packs the app: electron-builder --config scripts/packaging/builder.config.mjs. Signing happens
 * where its keys are in the environment (CSC_LINK, CSC_KEY_PASSWORD; APPLE_ID, APPLE_APP_SPECIFIC_PASSWORD,
 * APPLE_TEAM_ID), and not otherwise.
 */
import { flipFuses, FuseVersion } from '@electron/fuses';
import path from 'node:path';
import { fuses } from './fuses.mjs';

const programName = 'nailwall';

/**
 * The program file that electron-builder has just laid out.
 * @param {import('electron-builder').AfterPackContext} context
 */
function programIn({ appOutDir, electronPlatformName, packager }) {
  const name = packager.appInfo.productFilename;
  if (electronPlatformName === 'darwin') return path.join(appOutDir, `${name}.app`);
  if (electronPlatformName === 'win32') return path.join(appOutDir, `${name}.exe`);
  return path.join(appOutDir, programName);
}

/** @type {import('electron-builder').Configuration} */
const config = {
  appId: 'org.nailwall.Nailwall',
  productName: 'Nailwall',
  copyright: 'The founders of Nailwall, AGPL-3.0-or-later',
  directories: { output: '.cache/packages', buildResources: 'scripts/packaging' },
  // What was built, and the packages that the main process loads; sources and maps stay at home.
  files: ['out/**', '!out/**/*.map', 'package.json', 'LICENSE'],
  asar: true,
  // Every native package brings its own prebuilt files.
  npmRebuild: false,
  icon: 'scripts/packaging/icon.png',
  electronLanguages: ['en-US', 'de'],
  // A backup that is opened is offered in the window to be looked into; nothing is restored by that.
  fileAssociations: [
    {
      ext: 'nailwall-backup',
      name: 'Nailwall backup',
      description: 'Nailwall backup',
      mimeType: 'application/x-nailwall-backup',
      role: 'Viewer',
    },
  ],
  afterPack: async (context) => {
    await flipFuses(programIn(context), {
      version: FuseVersion.V1,
      strictlyRequireAllFuses: true,
      resetAdHocDarwinSignature: context.electronPlatformName === 'darwin',
      ...fuses,
    });
  },
  linux: {
    target: ['AppImage', 'deb'],
    executableName: programName,
    category: 'Office',
    synopsis: 'A private journal for rejections',
  },
  deb: { depends: ['libgtk-3-0', 'libnss3', 'libsecret-1-0', 'libnotify4', 'xdg-utils'] },
  mac: {
    target: ['dmg'],
    category: 'public.app-category.lifestyle',
    hardenedRuntime: true,
    gatekeeperAssess: false,
  },
  win: { target: ['nsis'] },
  nsis: {
    oneClick: false,
    perMachine: false,
    allowToChangeInstallationDirectory: true,
    deleteAppDataOnUninstall: false,
  },
  // Nothing is looked up or downloaded by the app: it does not update itself.
  publish: null,
};

export default config;
