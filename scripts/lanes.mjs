// @ts-check
/**
 * @typedef {object} Job
 * @property {string} name
 * @property {boolean} [alone]  nothing else runs meanwhile
 */

/**
 * Runs jobs in their order, up to `lanes` at a time. After the first that fails no more are begun; those that run are
 * waited for.
 * @template {Job} J
 * @param {readonly J[]} jobs
 * @param {number} lanes
 * @param {(job: J) => Promise<boolean>} run  tells whether it went well
 * @returns {Promise<J | null>} the first that failed
 */
export async function inLanes(jobs, lanes, run) {
  /** @type {Set<Promise<void>>} */
  const running = new Set();
  /** @type {J | null} */
  let failed = null;
  /** @param {number} most  how many may go on */
  const wait = async (most) => {
    while (running.size > most) await Promise.race(running);
  };
  for (const job of jobs) {
    await wait(job.alone ? 0 : lanes - 1);
    if (failed) break;
    const one = run(job).then((well) => {
      running.delete(one);
      if (!well) failed ??= job;
    });
    running.add(one);
    if (job.alone) await wait(0);
  }
  await wait(0);
  return failed;
}
