import { maxFrameBytes } from './transport.ts';

/** What a session takes in and holds at most; none of it depends on the other side's good manners. */

/** Longest message of the vault exchange, bytes; a larger vault could not be handed to a window either. */
export const maxVaultMessageBytes = 256 * 1024 * 1024;
/** Bytes of a vault message in one frame, bytes; the rest is for type, number and lengths. */
export const partBytes = maxFrameBytes - 64;
/** Bytes of a letter in one frame: small enough that a change never waits long behind one. */
export const pieceBytes = 32 * 1024;
/** Pieces of letters asked for and not here yet, by session. */
export const piecesAhead = 8;
/** Changes that wait for a slow connection; above it they are encoded anew from the other side's state vector. */
export const maxWaitingBytes = 1024 * 1024;
/** Received bytes that are not on disk yet; above it nothing more is read. */
export const maxUnwrittenBytes = 1024 * 1024;
/** Short frames (acknowledgements, pings) that wait; more means that the other side does not read and only asks. */
export const maxControlFrames = 256;
/** Proofs of membership in one hello, one for each epoch. */
export const maxProofs = 64;

/** Messages of one pairing, each way. */
export const maxPairingMessages = 64;

/** Until both hellos are through, ms. */
export const helloTimeoutMs = 10_000;
/** Silence after which the other side is asked whether it is there, ms. */
export const pingAfterMs = 20_000;
/** Silence after which it is not, ms. */
export const silenceTimeoutMs = 60_000;
