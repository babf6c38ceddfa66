import { utf8ToBytes } from '#core/base';
import {
  decodePairingFile,
  decodePairingMessage,
  encodePairingFile,
  encodePairingMessage,
  type PairingMessage,
} from '#core/vault';
import fc from 'fast-check';
import { expect, test } from 'vitest';

const code = (name: string) => expect.objectContaining({ code: name }) as Error;
const bytes = (length: number) => fc.uint8Array({ minLength: length, maxLength: length });
const text = fc.string({ maxLength: 100 });

const messages: fc.Arbitrary<PairingMessage> = fc.oneof(
  fc.record({
    type: fc.constant('hello' as const),
    name: text,
    keys: fc.record({ signKey: bytes(32), networkKey: bytes(32), boxKey: bytes(32) }),
    vaults: fc.array(bytes(16), { maxLength: 3 }),
    removed: fc.array(text, { maxLength: 3 }),
  }),
  fc.constant({ type: 'refused' as const }),
  fc.record({ type: fc.constant('agreed' as const), how: fc.constantFrom('give', 'take', 'merge', 'same') }),
  fc.record({
    type: fc.constant('keys' as const),
    seed: fc.record({
      roots: fc.array(fc.record({ vaultId: bytes(16), master: bytes(32) }), { maxLength: 3 }),
      slots: fc.array(fc.record({ id: text, bytes: fc.uint8Array({ maxLength: 300 }) }), { maxLength: 3 }),
    }),
  }),
  fc.record({ type: fc.constant('done' as const), addresses: fc.array(text, { maxLength: 3 }) }),
);

test('every message is read back as it was written', () => {
  const isSame = (message: PairingMessage): void => {
    expect(decodePairingMessage(encodePairingMessage(message))).toEqual(message);
  };
  fc.assert(fc.property(messages, isSame));
});

test('a cut message, one with more after its end, and any bytes at all are refused by code', () => {
  const readOrRefused = (any: Uint8Array): void => {
    try {
      decodePairingMessage(any);
    } catch (error) {
      expect(error).toMatchObject({ code: expect.stringMatching(/^sync\/(protocol|newer-version)$/) as string });
    }
  };
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), readOrRefused));
  const cut = (message: PairingMessage): void => {
    const whole = encodePairingMessage(message);
    for (let length = 0; length < whole.length; length++) {
      expect(() => decodePairingMessage(whole.subarray(0, length))).toThrow(code('sync/protocol'));
    }
    expect(() => decodePairingMessage(Uint8Array.of(...whole, 0))).toThrow(code('sync/protocol'));
  };
  fc.assert(fc.property(messages, cut));
});

test('a hello of a newer version is told as one', () => {
  expect(() => decodePairingMessage(Uint8Array.of(1, 2, 255))).toThrow(code('sync/newer-version'));
});

test('more than there can be is refused before room is made for it', () => {
  expect(() => decodePairingMessage(Uint8Array.of(5, 0xff, 0xff, 0xff, 0xff, 0x0f))).toThrow(code('sync/protocol'));
});

test('a pairing file is read back, whatever ends its lines', () => {
  const file = { words: 'abandon ability able', addresses: ['192.168.1.7:4000', '[fe80::1]:4000'] };
  const written = encodePairingFile(file);
  expect(decodePairingFile(written)).toEqual(file);
  const text = String.fromCharCode(...written).replaceAll('\n', '\r\n');
  expect(decodePairingFile(utf8ToBytes(text))).toEqual(file);
});

test('other files are told as such, and a newer one as newer', () => {
  const other = code('sync/not-a-pairing-file');
  for (const text of ['', 'abandon', 'Nailwall pairing', ' '.repeat(5000)]) {
    expect(() => decodePairingFile(utf8ToBytes(text))).toThrow(other);
  }
  expect(() => decodePairingFile(utf8ToBytes('Nailwall pairing 2\n'))).toThrow(code('sync/newer-version'));
});
