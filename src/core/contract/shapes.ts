/** Schemas that several groups of the contract use. */
import * as v from 'valibot';

/** One chunk of bytes on the contract: 1 MiB at most, so that no single message blocks a window. */
export const chunkBytes = 1024 * 1024;

// Not v.instance: that infers the one kind of buffer that views on shared memory are not.
export const bytes = v.custom<Uint8Array>((value) => value instanceof Uint8Array);
export const chunk = v.pipe(bytes, v.maxLength(chunkBytes));
export const nothing = v.undefined();
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));
export const name = v.pipe(v.string(), v.maxLength(200));
export const path = v.pipe(v.string(), v.maxLength(4096));

export function call<const A extends v.GenericSchema, const R extends v.GenericSchema>(args: A, result: R) {
  return { args, result };
}
