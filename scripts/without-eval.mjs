// @ts-check
/**
 * @stdlib asks by eval whether generators are known. The page's policy refuses eval and reports every try, and the
 * answer has been yes for years: with nothing thrown, that is what @stdlib takes it for. Other packages have no part.
 * @returns {{ name: string, load(id: string): string | null }}
 */
export function withoutEval() {
  return {
    name: 'without-eval',
    load: (id) =>
      /[\\/]@stdlib[\\/]utils-eval[\\/]lib[\\/]index\.js$/.test(id) ? 'module.exports = function noEval() {};' : null,
  };
}

/** What @stdlib computes counts only where it is used: the page itself needs none of it, its worker does. */
export const pureStdlib = { moduleSideEffects: [{ test: /[\\/]@stdlib[\\/]/, sideEffects: false }] };

/** Workers take single functions out of core; the journal's document and its schemas stay behind. */
export const pureCore = {
  moduleSideEffects: [{ test: /[\\/](src[\\/]core|yjs|lib0|valibot)[\\/]/, sideEffects: false }],
};
