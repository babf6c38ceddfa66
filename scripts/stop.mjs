// @ts-check
/** A reason to stop that a person can act on: what is wrong, and the remedy. It is shown without a stack. */
export class Stop extends Error {
  /**
   * @param {string} problem
   * @param {string} remedy
   */
  constructor(problem, remedy) {
    super(`${problem} ${remedy}`);
    this.name = 'Stop';
  }
}

/**
 * Runs a script's main function and turns what it throws into one sentence and an exit code; defects keep their stack.
 * @param {() => Promise<number>} main  returns the exit code
 * @param {number} [failed]  the exit code when it throws
 */
export async function runScript(main, failed = 1) {
  try {
    process.exitCode = await main();
  } catch (error) {
    // By its name: what is loaded through Vite (tests/bench) has a class of its own.
    const isStop = error instanceof Error && error.name === 'Stop';
    console.error(isStop ? `\n${error.message}` : error);
    process.exitCode = failed;
  }
}
