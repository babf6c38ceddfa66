/** Where the person is, kept in the address after `#`, so that going back and reloading find the same place. */

/** Those that stand in the navigation, in its order. */
export const mainPlaces = ['today', 'attempts', 'pursuits', 'insights', 'wall', 'poster'] as const;
export type MainPlace = (typeof mainPlaces)[number];
/** Those that are reached from others. */
const sidePlaces = ['settings', 'devices', 'transfer', 'bin', 'restore', 'damage'] as const;
export type Place = MainPlace | (typeof sidePlaces)[number];
export const places: readonly Place[] = [...mainPlaces, ...sidePlaces];

export interface Address {
  readonly place: Place;
  /** The attempt or pursuit that is open. */
  readonly id: string | null;
  readonly query: Readonly<Record<string, string>>;
}

/** Reads an address; what it does not know leads to Today. */
export function parseAddress(hash: string): Address {
  const [path = '', search = ''] = hash.replace(/^#?\/?/, '').split('?', 2);
  const [head = '', id = ''] = path.split('/');
  // The lines had a place of their own once.
  const place = places.find((one) => one === (head === 'lines' ? 'insights' : head)) ?? 'today';
  const query = Object.fromEntries([...new URLSearchParams(search)].filter(([, value]) => value !== ''));
  return { place, id: id === '' ? null : decode(id), query };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function formatAddress({ place, id, query }: Partial<Address> & { place: Place }): string {
  const search = new URLSearchParams(Object.entries(query ?? {}).filter(([, value]) => value !== '')).toString();
  return `#/${place}${id ? `/${encodeURIComponent(id)}` : ''}${search ? `?${search}` : ''}`;
}

export class Route {
  #address: Address = $state.raw(parseAddress(''));
  readonly #window: Window;
  readonly #follow = () => {
    this.#address = parseAddress(this.#window.location.hash);
  };

  constructor(window: Window) {
    this.#window = window;
    this.#follow();
    window.addEventListener('hashchange', this.#follow);
  }

  get address(): Address {
    return this.#address;
  }

  /** Goes there; `replace` leaves no step to go back to (typing in a filter). */
  go(address: Partial<Address> & { place: Place }, { replace = false } = {}): void {
    const hash = formatAddress(address);
    if (hash === this.#window.location.hash) return;
    if (replace) {
      this.#window.history.replaceState(null, '', hash);
      this.#follow();
    } else {
      this.#window.location.hash = hash;
    }
  }

  dispose(): void {
    this.#window.removeEventListener('hashchange', this.#follow);
  }
}
