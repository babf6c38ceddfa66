import { coded } from '#core/base';
import type { IncomingMessage } from 'node:http';

/** Reads a body of at most `limit` bytes. Throws input/too-large as soon as there is more, cancelled when it breaks off. */
export function readBody(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.length;
      if (length > limit) reject(coded('input/too-large', { limit }));
      else parts.push(part);
    });
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('error', (error) => reject(coded('cancelled', {}, error)));
    request.on('close', () => reject(coded('cancelled')));
  });
}
