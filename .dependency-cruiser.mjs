// @ts-check
import { importRules } from './scripts/import-law.mjs';

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: importRules(),
  options: {
    // Imports of types count: they tie two modules together just as well.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    doNotFollow: { path: ['(^|/)node_modules/', '^src/renderer/messages/generated/'] },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'browser', 'node', 'default', 'types'],
      mainFields: ['module', 'main', 'types'],
    },
  },
};
