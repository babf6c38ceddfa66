/** A process that keeps writing records until it is ended from outside; it says which ones were acknowledged. */
import { asCoded } from '#core/base';
import { nodeClock, nodeRandom } from '../../../src/main/services/index.ts';
import { VaultReplica } from '../../../src/main/storage/index.ts';
import { record, vaultDoc } from './vault-double.ts';

const [folder = '', name = '', squashAfter = '256', uid = ''] = process.argv.slice(2);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

if (uid !== '') {
  // Only now, with all code loaded: the project may lie where no other account may look.
  process.setgroups?.([]);
  process.setgid?.(Number(uid));
  process.setuid?.(Number(uid));
}

try {
  const replica = await VaultReplica.open({
    folder,
    clock: nodeClock,
    random: nodeRandom,
    squashAfter: Number(squashAfter),
    onFault: (error) => say(`fault ${asCoded(error).code}`),
  });
  say('open');
  const doc = vaultDoc();
  for (let index = 0; ; index++) {
    const text = `${name}-${index}`;
    await replica.apply(record(doc, text));
    say(`kept ${text}`);
  }
} catch (error) {
  say(`failed ${asCoded(error).code}`);
}
