/** Bytes of the largest sealed letter that is taken anywhere: by a host, over a wire, from a folder. */
export const largestLetterBytes = 32 * 1024 * 1024;
