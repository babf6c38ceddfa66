/** Devices that end with their test. */
import { nodeClock, nodeScheduler, type ServiceOptions, type SyncWays } from '../../../../src/main/services/index.ts';
import type { LanNetwork } from '../../../../src/main/transports/lan/index.ts';
import { lanOn } from '../../transports/network.ts';
import { openTestServices } from '../open-services.ts';
import { Device } from './device.ts';
import { createIdentity, type Identity } from './identity.ts';

export { pair } from './device.ts';

export class SyncDevice extends Device {
  static async open(
    ways: SyncWays | LanNetwork,
    options: Partial<ServiceOptions> & { readonly identity?: Identity } = {},
  ): Promise<SyncDevice> {
    const { identity = createIdentity(), ...rest } = options;
    const opened = await openTestServices({
      ways: 'announcePort' in ways ? { lan: async () => lanOn(ways) } : ways,
      clock: nodeClock,
      scheduler: nodeScheduler,
      ...rest,
    });
    return new SyncDevice(identity, opened);
  }
}
