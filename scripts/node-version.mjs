// @ts-check
import { Stop } from './stop.mjs';

const oldest = { major: 20, minor: 19 };

/**
 * Tests whether Node `version` ("v20.19.0") is new enough.
 * @param {string} version
 */
export function isNewEnough(version) {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  return major > oldest.major || (major === oldest.major && minor >= oldest.minor);
}

/** Throws when this Node is too old. */
export function requireNode(version = process.version) {
  if (isNewEnough(version)) return;
  throw new Stop(
    `Nailwall needs Node ${oldest.major}.${oldest.minor} or newer; this is ${version}.`,
    'Install a newer one from https://nodejs.org and run the command again.',
  );
}
