// @ts-check
/* global document, window */
/** Stands in for the renderer where only the shell is tested: keeps what it hears, and answers a flush as it is told. */
const { nailwall } = /** @type {{ nailwall: import('#core/contract').ContractTransport }} */ (
  /** @type {unknown} */ (window)
);

const heard = /** @type {[string, unknown][]} */ ([]);
/** @type {{ heard: [string, unknown][], failed: string | null, silent: boolean }} */
const state = { heard, failed: null, silent: false };
Object.assign(window, { state });

for (const channel of ['replica.update', 'replica.trouble', 'app.lock', 'app.capture', 'app.backup']) {
  nailwall.subscribe(channel, (...news) => heard.push([channel, news]));
}
nailwall.subscribe('app.flush', (event) => {
  heard.push(['app.flush', event]);
  const { flush } = /** @type {{ flush: string }} */ (event);
  if (!state.silent) void nailwall.invoke('app.flushed', { flush, failed: state.failed });
});
document.body.dataset['ready'] = 'true';
