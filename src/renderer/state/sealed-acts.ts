import { type Dispose, Disposables, type Scheduler } from '#core/base';
import type { Change, Journal } from '#core/journal';
import type { SealedJournal } from '#core/vault';

/**
 * What a person does (writes down, rates, answers) is sealed at once, for "saved" to be true by the time it is read; only
 * letters that are typed wait for a pause. Returns what ends this.
 */
export function sealActsAtOnce(
  journal: Pick<Journal, 'onChange'>,
  sealed: Pick<SealedJournal, 'seal'>,
  scheduler: Scheduler,
): Dispose {
  const disposables = new Disposables();
  let cancel: Dispose | null = null;
  const onChange = (change: Change): void => {
    if (!change.local || !reachesEntries(change)) return;
    cancel?.();
    // In a task of its own: what the same key press writes besides comes along.
    cancel = scheduler.after(0, () => sealed.seal());
  };
  disposables.add(journal.onChange(onChange));
  disposables.add(() => cancel?.());
  return () => disposables.dispose();
}

/** False when letters were typed into reflections, and nothing else. */
function reachesEntries({ attempts, pursuits, checkIns, pulses, letters, kinds, settings }: Change): boolean {
  return settings || [attempts, pursuits, checkIns, pulses, letters, kinds].some(({ size }) => size > 0);
}
