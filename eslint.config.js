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
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      // Control characters are looked for on purpose: in imported files, in names for a drawing.
      'no-control-regex': 'off',
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
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Overloads mirror the shape of a foreign API; a `!` is no better than an `as`.
      '@typescript-eslint/unified-signatures': 'off',
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      // What was caught and is not ours is thrown on as it is.
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
      // `void this.#version` reads a rune so that whoever asks is told of changes.
      '@typescript-eslint/no-meaningless-void-operator': 'off',
      // The compiler's noPropertyAccessFromIndexSignature decides.
      '@typescript-eslint/dot-notation': 'off',
    },
  },
  { files: ['src/core/**/*.ts'], rules: portsInstead },
  { files: ['src/main/**/*.ts', 'src/preload/**/*.ts', 'tests/**/*.ts'], languageOptions: { globals: globals.node } },
  { files: ['src/renderer/**'], languageOptions: { globals: globals.browser } },
  svelte.configs.recommended,
  {
    files: ['src/**/*.svelte', 'src/**/*.svelte.ts', 'tests/**/*.svelte.ts'],
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
      // A style attribute breaks the page's policy; `style:` directives go through CSSOM and do not.
      'no-restricted-syntax': [
        'error',
        { selector: 'SvelteAttribute[key.name="style"]', message: 'Use a class, or a style: directive.' },
      ],
      // What an `{#if}` has tested is not narrowed inside a snippet; an empty string is no value in a handler.
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/prefer-nullish-coalescing': 'off',
      // `onclick={() => (a(), b())}`
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // Here other components are `any`; svelte-check knows their types and checks them.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-redundant-type-constituents': 'off',
      '@typescript-eslint/no-unnecessary-type-assertion': 'off',
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
      '@typescript-eslint/unbound-method': 'off',
      // `Awaited<typeof import(...)>` of a module that the test loads itself.
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { disallowTypeAnnotations: false, fixStyle: 'inline-type-imports' },
      ],
      'no-restricted-properties': [
        'error',
        ...['only', 'todo', 'fixme'].flatMap((property) =>
          ['test', 'it', 'describe'].map((object) => ({ object, property, message: 'A disabled test is a defect.' })),
        ),
      ],
      'no-restricted-syntax': [
        'error',
        {
          // Playwright's `test.skip(cannotBeDoneHere, 'why')` is allowed: the run says so.
          selector:
            'CallExpression[callee.object.name=/^(test|it|describe)$/][callee.property.name="skip"]:not([arguments.0.type=/^(Binary|Unary|Logical)Expression|Identifier$/][arguments.1.type="Literal"])',
          message: 'A disabled test is a defect.',
        },
      ],
    },
  },
  {
    files: ['scripts/**/*.mjs', 'tests/**/*.mjs', '*.js', '*.mjs', '*.ts'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
  {
    files: ['*.ts'],
    extends: [tseslint.configs.strict],
  },
);
