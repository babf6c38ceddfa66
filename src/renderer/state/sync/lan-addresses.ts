import type { Scheduler } from '#core/base';
import type { HostApi, SyncState } from '#core/contract';

/** A way that was only just switched on needs this long to open, ms. */
const patienceMs = 5_000;

/** Where this device answers on the local network, once that is open; nothing where it is off or does not open. */
export function lanAddresses(host: Pick<HostApi, 'sync' | 'on'>, scheduler: Scheduler): Promise<readonly string[]> {
  return new Promise((resolve, reject) => {
    const answer = (addresses: readonly string[]): void => {
      stop();
      cancel();
      resolve(addresses);
    };
    const look = ({ ways }: SyncState): void => {
      const lan = ways.find(({ kind }) => kind === 'lan');
      if (!lan?.on || lan.addresses.length > 0 || lan.state === 'trouble') answer(lan?.addresses ?? []);
    };
    const stop = host.on('sync.state', look);
    const cancel = scheduler.after(patienceMs, () => answer([]));
    host.sync.state().then(look, reject);
  });
}
