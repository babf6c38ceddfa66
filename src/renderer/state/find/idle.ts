/** Runs a piece of work when the window has nothing better to do; `timeLeft` says for how many ms it may go on. */
export type Idle = (work: (timeLeft: () => number) => void) => void;

/** A slice never takes longer than this, ms: a key pressed meanwhile waits for it. */
const longestMs = 6;
/** Work is not put off for longer than this, ms. */
const patienceMs = 1000;

export const windowIdle: Idle = (work) => {
  requestIdleCallback(
    () => {
      const end = performance.now() + longestMs;
      work(() => end - performance.now());
    },
    { timeout: patienceMs },
  );
};
