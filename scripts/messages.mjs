// @ts-check
import path from 'node:path';
import { runNode } from './command.mjs';
import { makeIfStale } from './made-from.mjs';
import { inProject } from './project.mjs';
import { Stop } from './stop.mjs';

const messages = path.join('src', 'renderer', 'messages');
const project = path.join(messages, 'project.inlang');

/**
 * Compiles the sentences, when they are not those of the last time.
 * @returns {Promise<void>}
 */
export const compileMessages = () =>
  makeIfStale({
    inputs: [
      ...['en.json', 'de.json'].map((name) => path.join(messages, name)),
      ...['settings.json', 'paraglide.config.js'].map((name) => path.join(project, name)),
      'package-lock.json',
    ],
    stamp: path.join('.cache', 'messages-made-from'),
    outputs: [path.join(messages, 'generated', 'messages.js'), path.join(messages, 'generated', 'runtime.js')],
    make: async () => {
      const cli = inProject('node_modules', '@inlang', 'paraglide-js', 'bin', 'run.js');
      const code = await runNode(cli, ['compile', '--silent', '--project', project]);
      if (code !== 0) throw new Stop('The sentences could not be compiled.', 'The lines above say where.');
    },
  });
