import { prepareJournal, openPlainly, openSealed, storedBytes } from './open-journal.ts';

const bench = { prepareJournal, openPlainly, openSealed, storedBytes };

declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;
document.title = 'ready';
