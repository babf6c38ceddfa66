/** As much of a window as an address needs. */
export function addressWindow(): Window {
  const target = new EventTarget();
  let hash = '';
  const location = {
    get hash() {
      return hash;
    },
    set hash(next: string) {
      hash = next;
      target.dispatchEvent(new Event('hashchange'));
    },
  };
  const history = { replaceState: (_state: unknown, _title: string, next: string) => (hash = next) };
  return Object.assign(target, { location, history }) as unknown as Window;
}
