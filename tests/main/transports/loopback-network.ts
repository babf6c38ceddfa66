import { createSocket } from 'node:dgram';
import type { LanNetwork } from '../../../src/main/transports/lan/index.ts';

/** A UDP port for announcements that nothing else on this machine listens to. */
export async function announcePort(): Promise<number> {
  const socket = createSocket('udp4');
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  const { port } = socket.address();
  await new Promise<void>((resolve) => socket.close(resolve));
  return port;
}

/** 127.0.0.1 as if it were all there is. */
export async function loopbackNetwork(): Promise<LanNetwork> {
  return { listenOn: '127.0.0.1', addresses: () => ['127.0.0.1'], announcePort: await announcePort() };
}
