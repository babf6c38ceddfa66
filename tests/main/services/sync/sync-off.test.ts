import { createDispatch, createHostApi } from '#core/contract';
import { expect, test } from 'vitest';
import { openTestServices } from '../open-services.ts';

async function api() {
  const { services } = await openTestServices();
  const dispatch = createDispatch(services.handlers);
  return createHostApi({ invoke: dispatch, subscribe: () => () => undefined });
}

test('a host without ways says so and refuses what would need one', async () => {
  const { sync } = await api();
  const state = await sync.state();
  expect(state.ways.map(({ kind, on, available }) => [kind, on, available])).toEqual([
    ['lan', false, false],
    ['internet', false, false],
    ['folder', false, false],
  ]);
  await expect(sync.setWay({ kind: 'lan', on: true })).rejects.toMatchObject({ code: 'sync/unavailable' });
  const channel = { seed: new Uint8Array(32), proof: new Uint8Array(32) };
  await expect(sync.beginPairing({ channel })).rejects.toMatchObject({ code: 'sync/off' });
});

test.each(['192.168.1.5:4242', 'desk.local:80', '[fe80::1%eth0]:9', '[::1]:65000'])(
  '%s is an address',
  async (text) => {
    const { sync } = await api();
    await sync.setAddress({ device: 'a'.repeat(22), address: text });
    expect((await sync.state()).devices).toMatchObject([{ device: 'a'.repeat(22), address: text, state: 'away' }]);
  },
);

test.each(['desk', 'http://desk:80', 'me@desk:80', 'fe80::1:80', 'desk:80:80', 'desk :80', ''])(
  '%s is none',
  async (text) => {
    const { sync } = await api();
    const asked = sync.setAddress({ device: 'a'.repeat(22), address: text });
    await expect(asked).rejects.toMatchObject({ code: 'input/invalid' });
  },
);
