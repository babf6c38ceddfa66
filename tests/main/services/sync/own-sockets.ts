/** What this process has open, as the system sees it. */
import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Inodes of the internet sockets that this process holds, TCP and UDP. */
export function ownSockets(): string[] {
  return socketsIn(['tcp', 'tcp6', 'udp', 'udp6']).map(({ inode }) => inode);
}

/** Both ends of connections within this process. */
export function establishedSockets(): number {
  return socketsIn(['tcp', 'tcp6']).filter(({ state }) => state === '01').length;
}

function socketsIn(tables: readonly string[]): { inode: string; state: string }[] {
  const own = new Set(
    readdirSync('/proc/self/fd')
      .map((name) => {
        try {
          return readlinkSync(join('/proc/self/fd', name));
        } catch {
          return '';
        }
      })
      .map((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1])
      .filter((inode) => inode !== undefined),
  );
  const rows = tables.flatMap((table) => readFileSync(`/proc/net/${table}`, 'utf8').trim().split('\n').slice(1));
  return rows
    .map((row) => row.trim().split(/\s+/))
    .map((fields) => ({ inode: fields[9] ?? '', state: fields[3] ?? '' }))
    .filter(({ inode }) => own.has(inode));
}
