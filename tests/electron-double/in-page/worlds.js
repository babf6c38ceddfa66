// @ts-check
/* global CustomEvent, window */
/**
 * What contextBridge does between the page's own world and the preload's: functions become stand-ins, promises are
 * followed, everything else is cloned (an event's detail is, when it crosses from one world to the other).
 *
 * @param {string} here
 * @param {string} there
 */
export function connectWorlds(here, there) {
  const prefix = 'electron-double:';
  /** @type {Map<number, (...args: unknown[]) => unknown>} */
  const functions = new Map();
  /** @type {Map<number, { resolve: (value: unknown) => void, reject: (error: Error) => void }>} */
  const promises = new Map();
  /** @type {Map<number, Message>} */
  const returns = new Map();
  /** @type {Map<string, (value: unknown) => void>} */
  const topics = new Map();
  let next = 1;

  /**
   * @typedef {{ stand: 'function' | 'promise', id: number } | { stand: 'list', parts: Dressed[] }
   *   | { stand: 'object', parts: Record<string, Dressed> } | { stand: 'value', value: unknown }} Dressed
   */
  /** @typedef {{ kind: string, id: number, value?: Dressed, error?: string, ticket?: number, topic?: string }} Message */

  /** @param {Message} message */
  function send(message) {
    window.dispatchEvent(new CustomEvent(prefix + there, { detail: message }));
  }

  /** @param {unknown} error */
  function sentence(error) {
    return error instanceof Error ? error.message : String(error);
  }

  /** @param {unknown} value @returns {Dressed} */
  function dress(value) {
    if (typeof value === 'function') {
      const id = next++;
      functions.set(id, /** @type {(...args: unknown[]) => unknown} */ (value));
      return { stand: 'function', id };
    }
    if (value instanceof Promise) {
      const id = next++;
      value.then(
        (result) => send({ kind: 'settle', id, value: dress(result) }),
        (error) => send({ kind: 'settle', id, error: sentence(error) }),
      );
      return { stand: 'promise', id };
    }
    if (Array.isArray(value)) return { stand: 'list', parts: value.map(dress) };
    if (value !== null && typeof value === 'object' && !ArrayBuffer.isView(value) && !(value instanceof Date)) {
      return { stand: 'object', parts: Object.fromEntries(Object.entries(value).map(([k, part]) => [k, dress(part)])) };
    }
    return { stand: 'value', value };
  }

  /** @param {Dressed | undefined} dressed @returns {unknown} */
  function undress(dressed) {
    if (!dressed) return undefined;
    switch (dressed.stand) {
      case 'function':
        return (/** @type {unknown[]} */ ...args) => call(dressed.id, args);
      case 'promise':
        return new Promise((resolve, reject) => promises.set(dressed.id, { resolve, reject }));
      case 'list':
        return dressed.parts.map(undress);
      case 'object':
        return Object.fromEntries(Object.entries(dressed.parts).map(([k, part]) => [k, undress(part)]));
      default:
        return dressed.value;
    }
  }

  /** @param {number} id @param {unknown[]} args */
  function call(id, args) {
    const ticket = next++;
    // Events are handed over at once, so the answer is there when this returns.
    send({ kind: 'call', id, ticket, value: dress(args) });
    const answer = returns.get(ticket);
    returns.delete(ticket);
    if (!answer) throw new Error('The other world is gone.');
    if (answer.error !== undefined) throw new Error(answer.error);
    return undress(answer.value);
  }

  /** @param {Message} message */
  function answer({ id, ticket = 0, value }) {
    try {
      const result = functions.get(id)?.(.../** @type {unknown[]} */ (undress(value)));
      send({ kind: 'return', id: ticket, value: dress(result) });
    } catch (error) {
      send({ kind: 'return', id: ticket, error: sentence(error) });
    }
  }

  /** @param {Message} message */
  function settle({ id, value, error }) {
    const waiting = promises.get(id);
    promises.delete(id);
    if (error !== undefined) waiting?.reject(new Error(error));
    else waiting?.resolve(undress(value));
  }

  window.addEventListener(prefix + here, (event) => {
    const message = /** @type {CustomEvent<Message>} */ (event).detail;
    if (message.kind === 'call') answer(message);
    else if (message.kind === 'return') returns.set(message.id, message);
    else if (message.kind === 'settle') settle(message);
    else topics.get(message.topic ?? '')?.(undress(message.value));
  });

  return {
    /** @param {string} topic @param {(value: unknown) => void} listener */
    on: (topic, listener) => void topics.set(topic, listener),
    /** @param {string} topic @param {unknown} value */
    tell: (topic, value) => send({ kind: 'topic', id: 0, topic, value: dress(value) }),
  };
}
