/** The loopback host as a process, with the pages that a test wants. */
import { runLoopbackHost } from '../../../../src/main/hosts/loopback/index.ts';

const [pages = '', ...argv] = process.argv.slice(2);
process.exit(await runLoopbackHost({ argv, pages, version: '1.2.3' }));
