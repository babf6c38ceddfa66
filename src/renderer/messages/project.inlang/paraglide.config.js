import { defineConfig } from '@inlang/paraglide-js';

/** The language comes from the settings in the journal: no cookie, no address, no server decides it. */
export default defineConfig({
  outdir: './src/renderer/messages/generated',
  strategy: ['globalVariable', 'baseLocale'],
  outputStructure: 'locale-modules',
  isServer: 'false',
  disableAsyncLocalStorage: true,
  emitTsDeclarations: true,
  emitReadme: false,
});
