import { hasCode } from '#core/base';
import { maxFrameBytes } from '#core/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyBytes, changes, fuzz, fuzzRuns, fuzzTimeout, harm } from '../../fuzz.ts';
import { decodeFrame, encodeFrame, type Frame, goodbyes } from '../../../src/core/sync/frames.ts';
import { pieceBytes } from '../../../src/core/sync/limits.ts';
import {
  decodeMessage,
  encodeMessage,
  IncomingMessage,
  OutgoingMessage,
} from '../../../src/core/sync/vault-messages.ts';

const count = fc.nat(Number.MAX_SAFE_INTEGER);
const hash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));
const bytes = anyBytes(400, 1);
const proof = fc.uint8Array({ minLength: 32, maxLength: 32 });
const frames: fc.Arbitrary<Frame> = fc.oneof(
  fc.record({
    type: fc.constant('hello' as const),
    lowest: fc.nat(255),
    highest: fc.nat(255),
    proofs: fc.array(proof, { maxLength: 64 }),
  }),
  fc.record({ type: fc.constant('part' as const), total: fc.option(fc.nat(256 * 1024 * 1024)), bytes }),
  fc.record({ type: fc.constant('ack' as const), count }),
  fc.record({ type: fc.constant('missing' as const), letters: count, bytes: count }),
  fc.record({
    type: fc.constant('want' as const),
    hash,
    offset: count,
    length: fc.integer({ min: 1, max: pieceBytes }),
  }),
  fc.record({ type: fc.constant('piece' as const), hash, offset: count, bytes }),
  fc.record({ type: fc.constantFrom('lack' as const, 'have' as const), hash }),
  fc.record({ type: fc.constantFrom('again' as const, 'ping' as const, 'pong' as const) }),
  fc.record({ type: fc.constant('goodbye' as const), reason: fc.constantFrom(...goodbyes) }),
);

/** Decodes anything; returns the code when it was refused. Anything but a coded refusal is thrown on. */
function refusal(input: Uint8Array): string | null {
  try {
    decodeFrame(input);
    return null;
  } catch (error) {
    if (hasCode(error, 'sync/protocol') || hasCode(error, 'sync/too-large')) return error.code;
    throw error;
  }
}

test('every frame comes back as it was', () => {
  fc.assert(
    fc.property(frames, count, (frame, number) => {
      expect(decodeFrame(encodeFrame(frame, number))).toEqual({ frame, number });
    }),
  );
});

test(
  'a frame cut short, or with something behind it, is refused or is another whole frame, and never a defect',
  { timeout: fuzzTimeout },
  () => {
    fuzz(
      fc.tuple(frames, fc.nat(), fc.uint8Array({ maxLength: 3 }), changes),
      ([frame, at, more, how]) => {
        const whole = encodeFrame(frame, 5);
        refusal(whole.subarray(0, at % whole.length));
        refusal(Uint8Array.from([...whole, ...more]));
        refusal(harm(whole, how));
        const view = new Uint8Array(Uint8Array.from([...whole, 1, 2, 3, 4]).buffer, 0, whole.length - 1);
        refusal(view);
      },
      fuzzRuns(500),
    );
  },
);

test('any bytes are a frame or refused', { timeout: fuzzTimeout }, () => {
  fuzz(anyBytes(200), refusal, fuzzRuns(5000));
  // Under a head that is right, so that the rest is looked at as well.
  const numbered = fc.tuple(fc.nat(15), fc.nat(127), anyBytes(200));
  fuzz(numbered, ([type, number, rest]) => refusal(Uint8Array.from([type, number, ...rest])), fuzzRuns(5000));
  expect(refusal(new Uint8Array(maxFrameBytes + 1))).toBe('sync/too-large');
  expect(refusal(new Uint8Array(0))).toBe('sync/protocol');
});

test('limits hold: proofs, lengths, totals', () => {
  // 65 proofs; a want of nothing and of more than a piece; a message above 256 MiB.
  expect(refusal(Uint8Array.from([0, 0, 0x4e, 0x57, 0x53, 1, 1, 65, ...new Uint8Array(65 * 32)]))).toBe(
    'sync/too-large',
  );
  expect(refusal(encodeFrame({ type: 'want', hash: '00'.repeat(32), offset: 0, length: 0 }, 0))).toBe('sync/protocol');
  const tooLong = encodeFrame({ type: 'want', hash: '00'.repeat(32), offset: 0, length: pieceBytes + 1 }, 0);
  expect(refusal(tooLong)).toBe('sync/too-large');
  const huge = encodeFrame({ type: 'part', total: 256 * 1024 * 1024 + 1, bytes: Uint8Array.of(1) }, 0);
  expect(refusal(huge)).toBe('sync/too-large');
});

test('vault messages survive being cut into frames and put together', () => {
  const lengths = fc.oneof(fc.nat(300), fc.integer({ min: 60_000, max: 200_000 }));
  fc.assert(
    fc.property(fc.constantFrom('step-1', 'step-2', 'update'), lengths, (type, length) => {
      const message = { type, bytes: new Uint8Array(length).map((_, at) => at % 251) } as const;
      const outgoing = new OutgoingMessage(message);
      const incoming = new IncomingMessage();
      let result = null;
      for (let part = outgoing.next(); part; part = outgoing.next()) {
        const frame = encodeFrame(part, 1);
        expect(frame.length).toBeLessThanOrEqual(maxFrameBytes);
        const decoded = decodeFrame(frame).frame;
        if (decoded.type === 'part') result = incoming.take(decoded.total, decoded.bytes);
      }
      expect(result?.type).toBe(message.type);
      expect(Buffer.compare(result?.bytes ?? new Uint8Array(), message.bytes)).toBe(0);
    }),
    { numRuns: 40 },
  );
});

test('any bytes are a vault message or refused', { timeout: fuzzTimeout }, () => {
  const read = (input: Uint8Array): void => {
    try {
      const { type, bytes: content } = decodeMessage(input);
      expect(encodeMessage({ type, bytes: content })).toBeDefined();
    } catch (error) {
      expect(hasCode(error, 'sync/protocol')).toBe(true);
    }
  };
  fuzz(anyBytes(60), read, fuzzRuns(2000));
  const message = fc.tuple(fc.nat(2), anyBytes(60));
  fuzz(message, ([type, rest]) => read(Uint8Array.from([type, rest.length, ...rest])), fuzzRuns(500));
});
