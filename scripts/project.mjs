// @ts-check
import path from 'node:path';

/** The folder that holds package.json. */
export const root = path.resolve(import.meta.dirname, '..');

/** @param {string[]} parts */
export const inProject = (...parts) => path.join(root, ...parts);
