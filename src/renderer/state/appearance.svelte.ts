import type { Settings } from '#core/journal';

export type Theme = 'light' | 'dark';

/** Light or dark, as the person chose or as the system is. */
export class Appearance {
  readonly #system: MediaQueryList;
  #systemDark = $state(false);
  #choice: Settings['theme'] = $state('system');
  readonly #follow = () => {
    this.#systemDark = this.#system.matches;
  };

  constructor(window: Window) {
    this.#system = window.matchMedia('(prefers-color-scheme: dark)');
    this.#follow();
    this.#system.addEventListener('change', this.#follow);
  }

  readonly theme: Theme = $derived.by(() => {
    if (this.#choice !== 'system') return this.#choice;
    return this.#systemDark ? 'dark' : 'light';
  });

  choose(choice: Settings['theme']): void {
    this.#choice = choice;
  }

  dispose(): void {
    this.#system.removeEventListener('change', this.#follow);
  }
}
