// @ts-check
/** Turns the table of import-table.mjs into rules for dependency-cruiser. */
import { corePackages, modules, packageHomes } from './import-table.mjs';

/** @typedef {import('dependency-cruiser').IForbiddenRuleType} Rule */

/** @param {string} text */
const literal = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/**
 * A pattern for everything in a module: `src/a` -> `^src/a(/|$)`; `src/a/*` stands for all modules below `src/a`.
 * @param {string} path
 */
const inside = (path) => (path.endsWith('/*') ? `^${literal(path.slice(0, -1))}` : `^${literal(path)}(/|$)`);

/**
 * @param {string} name  npm package, `@scope/*` for all of a scope
 */
const inPackage = (name) => `(^|/)node_modules/${literal(name).replace('\\*', '[^/]+')}/`;

/**
 * @param {import('./import-table.mjs').Module} module
 * @returns {Rule}
 */
function tableRule(module) {
  const own = module.apart ? `^${literal(module.path)}/$1(/|$)` : inside(module.path);
  return {
    name: `table: ${module.path}`,
    comment: `${module.path} may import only ${module.imports.join(', ') || 'nothing of ours'}.`,
    severity: 'error',
    from: { path: module.apart ? `^${literal(module.path)}/([^/]+)` : inside(module.path) },
    to: { path: '^src/', pathNot: [own, ...module.imports.map(inside)] },
  };
}

/** @returns {Rule[]} */
function frontDoorRules() {
  const behindTheDoor = '^src/core/[^/]+/(?!index\\.ts$)';
  const comment = "A module of core is entered by its front door only: import '#core/name'.";
  const severity = /** @type {const} */ ('error');
  return [
    {
      name: 'front-door: within core',
      comment,
      severity,
      from: { path: '^src/core/([^/]+)/' },
      to: { path: behindTheDoor, pathNot: '^src/core/$1/' },
    },
    { name: 'front-door', comment, severity, from: { path: '^src/(?!core/)' }, to: { path: behindTheDoor } },
    {
      name: 'front-door: by name',
      comment,
      severity,
      from: { path: '^src/(?:core/([^/]+)/|(?!core/))' },
      to: { path: '^src/core/', pathNot: '^src/core/$1/', dependencyTypesNot: ['aliased-subpath-import'] },
    },
  ];
}

/** @returns {Rule[]} */
function packageRules() {
  const severity = /** @type {const} */ ('error');
  return [
    {
      name: 'packages: core',
      comment: `Core may use only these packages: ${corePackages.join(', ')}.`,
      severity,
      from: { path: '^src/core/' },
      to: { path: '(^|/)node_modules/', pathNot: corePackages.map(inPackage) },
    },
    ...packageHomes.map(({ package: name, homes }) => ({
      name: `packages: ${name}`,
      comment: `${name} is imported only in ${homes.join(', ')}.`,
      severity,
      from: { path: '^src/', pathNot: homes.map(inside) },
      to: { path: [inPackage(name), `^${literal(name)}$`] },
    })),
    {
      name: 'packages: declared',
      comment: 'Every package that is imported stands in package.json.',
      severity,
      from: { path: '^src/' },
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
  ];
}

/** @returns {Rule[]} */
export function importRules() {
  const severity = /** @type {const} */ ('error');
  return [
    ...modules.map(tableRule),
    ...frontDoorRules(),
    ...packageRules(),
    {
      name: 'no-node-outside-main',
      comment: 'Core, preload and the window know no Node.',
      severity,
      from: { path: '^src/(core|preload|renderer)/' },
      to: { dependencyTypes: ['core'] },
    },
    { name: 'no-cycles', comment: 'Types count too.', severity, from: { path: '^src/' }, to: { circular: true } },
    {
      name: 'listed',
      comment: 'Every file of src belongs to a module of scripts/import-table.mjs.',
      severity,
      from: { path: '^src/.*\\.(ts|svelte|js|mjs|cjs)$', pathNot: modules.map(({ path }) => inside(path)) },
      to: {},
    },
    { name: 'found', comment: 'The import leads nowhere.', severity, from: {}, to: { couldNotResolve: true } },
  ];
}
