/** Whatever comes as an update of the vault is taken in or refused; what was there before is there after it. */
import { hasCode } from '#core/base';
import fc from 'fast-check';
import { createEncoder, toUint8Array, writeVarUint } from 'lib0/encoding';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import {
  applyToVault,
  checkStateVector,
  checkUpdate,
  createVaultDocument,
  encodeWhole,
} from '../../../src/main/storage/vault-document.ts';
import { decodeRow, encodeRow } from '../../../src/main/storage/row.ts';
import { anyBytes, changes, fuzz, fuzzRuns, fuzzTimeout, harm } from '../../fuzz.ts';
import { bytes, logOf, vaultDoc } from './vault-double.ts';

const limits = { timeout: fuzzTimeout };

function refuses(work: () => void): boolean {
  try {
    work();
    return false;
  } catch (error) {
    if (hasCode(error, 'input/invalid')) return true;
    throw error;
  }
}

/** A vault with history: several writers, a deletion, a header, letters. */
function update(): Uint8Array {
  const doc = vaultDoc();
  for (let writer = 1; writer < 4; writer++) {
    const other = vaultDoc();
    other.clientID = writer;
    Y.applyUpdate(other, Y.encodeStateAsUpdate(doc));
    logOf(other).push([bytes(`record ${writer}`), bytes('x'.repeat(40))]);
    other.getMap('header').set('format', 1);
    other.getMap('letters').set('f'.repeat(64), 7);
    if (writer === 2) logOf(other).delete(0, 1);
    Y.applyUpdate(doc, Y.encodeStateAsUpdate(other));
  }
  return Y.encodeStateAsUpdate(doc);
}

test('any bytes as an update, and good ones harmed', limits, () => {
  const good = update();
  const some = fc.oneof(
    anyBytes(200),
    changes.map((how) => harm(good, how)),
  );
  fuzz(
    some,
    (input) => {
      if (refuses(() => checkUpdate(input))) return;
      const doc = createVaultDocument();
      const own = vaultDoc();
      own.clientID = 77;
      logOf(own).push([bytes('own')]);
      applyToVault(doc, Y.encodeStateAsUpdate(own));
      applyToVault(doc, input);
      const again = createVaultDocument();
      Y.applyUpdate(again, encodeWhole(doc));
      expect(logOf(again).length).toBe(logOf(doc).length);
    },
    fuzzRuns(2000),
  );
});

test('an update of a few bytes that claims to hold millions of changes takes no memory for them', () => {
  const claims = createEncoder();
  for (const number of [1, 32_000_000, 1, 0]) writeVarUint(claims, number);
  const before = process.resourceUsage().maxRSS;
  expect(refuses(() => checkUpdate(toUint8Array(claims)))).toBe(true);
  expect(process.resourceUsage().maxRSS - before).toBeLessThan(64 * 1024);
});

test('any bytes as a state vector', limits, () => {
  const doc = createVaultDocument();
  Y.applyUpdate(doc, update());
  const good = Y.encodeStateVector(doc);
  const some = fc.oneof(
    anyBytes(60),
    changes.map((how) => harm(good, how)),
  );
  fuzz(
    some,
    (input) => {
      if (!refuses(() => checkStateVector(input))) Y.encodeStateAsUpdate(doc, input);
    },
    fuzzRuns(2000),
  );
});

test('any bytes as a row of the database', limits, () => {
  const good = encodeRow('update/1', 0, update());
  const some = fc.oneof(
    anyBytes(200),
    changes.map((how) => harm(good, how)).filter((one) => Buffer.compare(one, good) !== 0),
  );
  fuzz(some, (input) => expect(decodeRow('update/1', input).state).not.toBe('good'), fuzzRuns(2000));
});
