import type { Dispose } from '#core/base';
import type { Change, Journal } from '#core/journal';
import type { SealedJournal } from '#core/vault';

/**
 * What a person does (writes down, rates, answers) is sealed at once, for "saved" to be true by the time it is read; only
 * letters that are typed wait for a pause. Returns what ends this.
 */
export function sealActsAtOnce(journal: Pick<Journal, 'onChange'>, sealed: Pick<SealedJournal, 'seal'>): Dispose {
  let isAsked = false;
  let isOver = false;
  const seal = (): void => {
    isAsked = false;
    if (!isOver) sealed.seal();
  };
  const end = journal.onChange((change) => {
    if (isAsked || !change.local || !reachesEntries(change)) return;
    isAsked = true;
    // Once the key's own code has run, as it may write more.
    queueMicrotask(seal);
  });
  return () => {
    isOver = true;
    end();
  };
}

/** False when letters were typed into reflections, and nothing else. */
function reachesEntries({ attempts, pursuits, checkIns, pulses, letters, kinds, settings }: Change): boolean {
  return settings || [attempts, pursuits, checkIns, pulses, letters, kinds].some(({ size }) => size > 0);
}
