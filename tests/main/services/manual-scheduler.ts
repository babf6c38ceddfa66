/** A scheduler whose time a test moves by hand. */
export function manualScheduler() {
  let now = 0;
  const tasks = new Set<{ at: number; run: () => void }>();
  return {
    after(ms: number, run: () => void): () => void {
      const task = { at: now + ms, run };
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    advance(ms: number): void {
      now += ms;
      for (const task of [...tasks].filter(({ at }) => at <= now)) {
        tasks.delete(task);
        task.run();
      }
    },
  };
}
