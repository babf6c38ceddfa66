import { utf8ToBytes } from '#core/base';
import { type ImportSource, mapRows, type Mapping, planImport, readImport, type Table } from '#core/transfer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { openJournal, type Opened } from '../journal/opened.ts';

export const fixture = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(path.resolve(import.meta.dirname, '../../fixtures', name)));

export const bytesOf = (text: string): Uint8Array => utf8ToBytes(text);

export function read(text: string): ImportSource {
  return readImport(bytesOf(text));
}

/** The table of a file, with the mapping that its preset, or nothing, brings. */
export function tableOf(source: ImportSource): Table {
  if (source.type !== 'table') throw new Error(`not a table but ${source.type}`);
  return source.table;
}

export function plan(opened: Opened, table: Table, mapping: Mapping) {
  return planImport(opened.journal, mapRows(table, mapping));
}

export { openJournal };
