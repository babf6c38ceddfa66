/**
 * The handshake of a connection over TCP: Noise IK as `hyperdht` does it (Noise_IK_Ed25519_ChaChaPoly_BLAKE2b, no
 * prologue, no payloads), each message with its length before it (three bytes, little-endian). It is made here and not
 * by the secret stream, so that the answering side can ask who it is before it says a word.
 */
import { type Bytes, coded } from '#core/base';
import type { KeyPair } from '#core/sync';
import curve from 'noise-curve-ed';
import Noise from 'noise-handshake';
import type { Socket } from 'node:net';

/** What both sides have after a handshake. */
export interface Shaken {
  readonly tx: Bytes;
  readonly rx: Bytes;
  readonly hash: Bytes;
  readonly publicKey: Bytes;
  readonly remotePublicKey: Bytes;
}

/** Bytes of the two messages: e, s, payload; and e, payload. Keys are 32 bytes, tags 16. */
const firstBytes = 32 + 48 + 16;
const secondBytes = 32 + 16;

const noPrologue = new Uint8Array();

/** Dials: speaks first. Rejects with `sync/refused` when the other side hangs up or does not hold `peerKey`. */
export async function initiate(socket: Socket, keyPair: KeyPair, peerKey: Bytes): Promise<Shaken> {
  const noise = new Noise('IK', true, asBuffers(keyPair), { curve });
  try {
    noise.initialise(noPrologue, Buffer.from(peerKey));
    sendMessage(socket, noise.send());
    noise.recv(await readMessage(socket, secondBytes));
  } catch (error) {
    throw coded('sync/refused', {}, error);
  }
  return shaken(noise, keyPair);
}

/** Answers: says nothing before `mayConnect` has said yes to the proved key. Rejects with `sync/stranger`. */
export async function respond(
  socket: Socket,
  keyPair: KeyPair,
  mayConnect: (peerKey: Bytes) => boolean,
): Promise<Shaken> {
  const noise = new Noise('IK', false, asBuffers(keyPair), { curve });
  try {
    noise.initialise(noPrologue);
    noise.recv(await readMessage(socket, firstBytes));
  } catch (error) {
    throw coded('sync/stranger', { what: 'handshake' }, error);
  }
  if (!mayConnect(new Uint8Array(noise.rs))) throw coded('sync/stranger', { what: 'key' });
  sendMessage(socket, noise.send());
  return shaken(noise, keyPair);
}

/** libsodium takes nothing but buffers. */
function asBuffers({ publicKey, secretKey }: KeyPair): KeyPair {
  return { publicKey: Buffer.from(publicKey), secretKey: Buffer.from(secretKey) };
}

function shaken({ tx, rx, hash, rs }: Noise, { publicKey }: KeyPair): Shaken {
  const asBuffer = (bytes: Uint8Array) => Buffer.from(bytes);
  return {
    tx: asBuffer(tx),
    rx: asBuffer(rx),
    hash: asBuffer(hash),
    publicKey: asBuffer(publicKey),
    remotePublicKey: asBuffer(rs),
  };
}

function sendMessage(socket: Socket, message: Bytes): void {
  socket.write(Buffer.concat([Uint8Array.of(message.length, 0, 0), message]));
}

/** Reads a message of exactly `length` bytes and not one byte beyond; what follows waits in the socket. */
async function readMessage(socket: Socket, length: number): Promise<Bytes> {
  const head = await readBytes(socket, 3);
  if (head[0] !== length || head[1] !== 0 || head[2] !== 0) throw coded('sync/protocol', { what: 'handshake' });
  return readBytes(socket, length);
}

function readBytes(socket: Socket, length: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const look = (): void => {
      const bytes = socket.read(length) as Buffer | null;
      if (bytes === null) return;
      done();
      if (bytes.length === length) resolve(bytes);
      else reject(coded('sync/cut'));
    };
    const gone = (): void => {
      done();
      reject(coded('sync/cut'));
    };
    const done = (): void => {
      socket.off('readable', look);
      socket.off('end', gone);
      socket.off('close', gone);
    };
    socket.on('readable', look);
    socket.on('end', gone);
    socket.on('close', gone);
    if (socket.destroyed) gone();
    else look();
  });
}
