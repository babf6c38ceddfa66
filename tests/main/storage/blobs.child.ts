/** A process that keeps writing letters until it is ended from outside; it says which ones are on the disk. */
import { asCoded, bytesToHex } from '#core/base';
import { sha256 } from '@noble/hashes/sha2.js';
import { nodeRandom } from '../../../src/main/services/index.ts';
import { Blobs } from '../../../src/main/storage/index.ts';

const [folder = '', , chunks = '3'] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

try {
  const blobs = await Blobs.open(folder, nodeRandom);
  say('open');
  for (;;) {
    const part = await blobs.begin();
    const hash = sha256.create();
    for (let index = 0; index < Number(chunks); index++) {
      const chunk = nodeRandom(200_000);
      hash.update(chunk);
      await part.append(chunk);
    }
    const name = bytesToHex(hash.digest());
    await part.finish(name);
    say(`kept ${name}`);
  }
} catch (error) {
  say(`failed ${asCoded(error).code}`);
}
