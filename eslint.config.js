// @ts-check
import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const typed = ['src/**/*.ts', 'src/**/*.svelte', 'tests/**/*.ts'];

/**
 * What core must ask for through its ports (src/core/base/ports.ts): time, chance, timers; and it prints nothing.
 * @type {import('eslint').Linter.RulesRecord}
 */
const portsInstead = {
  'no-restricted-globals': [
    'error',
    ...['setTimeout', 'setInterval', 'queueMicrotask', 'performance', 'crypto', 'console', 'process', 'Buffer'].map(
      (name) => ({ name, message: 'Core asks for this through a port, see src/core/base/ports.ts.' }),
    ),
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: 'Core asks a Clock.' },
    { object: 'Math', property: 'random', message: 'Core asks a Random.' },
    { object: 'globalThis', message: 'Core reaches for nothing outside.' },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Core asks a Clock.' },
    { selector: 'CallExpression[callee.name="Date"]', message: 'Core asks a Clock.' },
  ],
};

export default defineConfig(
  globalIgnores(['out/', '.cache/', 'test-results/', 'playwright-report/', 'src/renderer/messages/generated/']),
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'no-implicit-coercion': ['error', { boolean: false }],
      'object-shorthand': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: typed,
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
    rules: {
      'max-lines': ['error', { max: 400 }],
      // Numbers in sentences are meant to be read as they are.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Handlers of the host contract are async whether or not they wait.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Overloads mirror the shape of a foreign API; a `!` is no better than an `as`.
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // The compiler's noPropertyAccessFromIndexSignature decides.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  { files: ['src/core/**/*.ts'], rules: portsInstead },
  { files: ['src/main/**/*.ts', 'src/preload/**/*.ts', 'tests/**/*.ts'], languageOptions: { globals: globals.node } },
  { files: ['src/renderer/**'], languageOptions: { globals: globals.browser } },
  svelte.configs.recommended,
  {
    files: ['src/**/*.svelte', 'src/**/*.svelte.ts'],
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], parser: tseslint.parser },
    },
  },
  {
    files: ['src/**/*.svelte.ts'],
    // Classes here also build addresses and dates that nothing watches.
    rules: { 'svelte/prefer-svelte-reactivity': 'off' },
  },
  {
    files: ['src/**/*.svelte'],
    rules: {
      'max-lines': ['error', { max: 150 }],
      // `let { x = $bindable() } = $props()` and props read only in markup.
      'prefer-const': 'off',
      'svelte/prefer-const': ['error', { destructuring: 'all', excludedRunes: ['$props', '$state', '$bindable'] }],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-inline-styles': 'error',
      'svelte/require-each-key': 'error',
      'svelte/button-has-type': 'error',
    },
  },
  {
    files: ['tests/**/*.ts'],
    rules: {
      // A test reads a value that it has just put there.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      'no-restricted-properties': [
        'error',
        ...['only', 'skip', 'todo', 'fixme'].flatMap((property) =>
          ['test', 'it', 'describe'].map((object) => ({ object, property, message: 'A disabled test is a defect.' })),
        ),
      ],
    },
  },
  {
    files: ['scripts/**/*.mjs', '*.js', '*.mjs', '*.ts'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['*.ts'],
    extends: [tseslint.configs.strict],
  },
);
