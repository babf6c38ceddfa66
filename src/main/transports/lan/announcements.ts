/**
 * Finds one's own devices on the local network by mDNS (RFC 6762, 6763). What is announced says nothing to strangers but
 * that a Nailwall is there: the instance and host names are random, the TXT record holds tags for one reader each. While
 * there is nobody to look for, nothing is sent at all.
 */
import { bytesToHex, coded, type Dispose, type NailwallError } from '#core/base';
import { type Discovery, tagBytes, type Target } from '#core/sync';
import multicastDns from 'multicast-dns';
import { isIPv4 } from 'node:net';
import type { LanPorts } from './network.ts';

export const serviceType = '_nailwall._tcp.local';
const tagPrefix = Buffer.from('t=');
/** Seconds for which an announcement holds (RFC 6762, section 10). */
const ttl = 120;
/** Pauses between the questions after an opening, ms; the last one repeats. */
const questionPauses = [1_000, 3_000, 10_000, 30_000, 60_000];
/** Answers come no faster than this, ms, however many ask. */
const answerPauseMs = 1_000;
/** How often networks that came or went are looked for, and the day's tags renewed, ms. */
const renewMs = 10_000;
/** Tags of one announcement that are looked at. */
const mostTags = 128;

export interface AnnouncementPorts extends Required<LanPorts> {
  /** TCP port to announce. */
  readonly port: number;
  readonly discovery: Discovery;
  onSighting(target: Target): void;
  onTrouble(error: NailwallError | null): void;
}

type Mdns = multicastDns.MulticastDns;

export class Announcements {
  readonly #ports: AnnouncementPorts;
  readonly #instance: string;
  /** By the address of the interface. */
  readonly #sockets = new Map<string, Mdns>();
  #stopAsking: Dispose = () => undefined;
  #stopRenewing: Dispose = () => undefined;
  #answerDue: Dispose | null = null;
  #askedAgain = false;
  #announced = '';
  #hadTrouble = false;
  #closing: Promise<void> | null = null;

  private constructor(ports: AnnouncementPorts) {
    this.#ports = ports;
    this.#instance = bytesToHex(ports.random(8));
  }

  static open(ports: AnnouncementPorts): Announcements {
    const announcements = new Announcements(ports);
    announcements.#renew();
    announcements.#ask(0);
    return announcements;
  }

  /** Tags or whom to look for may have changed. */
  refresh(): void {
    if (this.#closing) return;
    this.#stopAsking();
    this.#stopRenewing();
    this.#renew();
    this.#ask(0);
    this.#announceSoon();
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#stopAsking();
    this.#stopRenewing();
    this.#answerDue?.();
    await Promise.all([...this.#sockets.values()].map((socket) => this.#leave(socket)));
    this.#sockets.clear();
  }

  async #leave(socket: Mdns): Promise<void> {
    // Goodbye, RFC 6762 10.1: the same record with nothing left of its time.
    if (this.#announced !== '') {
      const goodbye = [{ name: serviceType, type: 'PTR', ttl: 0, data: `${this.#instance}.${serviceType}` }];
      await new Promise<void>((resolve) => socket.respond({ answers: goodbye }, () => resolve()));
    }
    await new Promise<void>((resolve) => socket.destroy(resolve));
  }

  #renew(): void {
    const addresses = this.#ports.network.addresses().filter((address) => isIPv4(address));
    for (const [address, socket] of this.#sockets) if (!addresses.includes(address)) this.#drop(address, socket);
    for (const address of addresses) if (!this.#sockets.has(address)) this.#join(address);
    if (this.#sockets.size === 0) this.#trouble();
    if (this.#tags().join() !== this.#announced) this.#announceSoon();
    this.#stopRenewing = this.#ports.scheduler.after(renewMs, () => this.#renew());
  }

  #join(address: string): void {
    const port = this.#ports.network.announcePort;
    const socket = multicastDns({ interface: address, bind: '0.0.0.0', port, loopback: true });
    this.#sockets.set(address, socket);
    socket.on('error', (error) => {
      this.#drop(address, socket);
      if (this.#sockets.size === 0) this.#trouble(error);
    });
    // A datagram that is no DNS, an interface without multicast: nothing that others must hear of.
    socket.on('warning', () => undefined);
    socket.on('ready', () => {
      if (this.#hadTrouble) this.#ports.onTrouble(null);
      this.#hadTrouble = false;
      // A network that has just come: whoever is there is asked at once.
      this.#askOn(socket);
      this.#announceSoon();
    });
    socket.on('query', ({ questions }) => {
      if (questions.some(({ name, type }) => name === serviceType && (type === 'PTR' || type === 'ANY')))
        this.#announceSoon();
    });
    socket.on('response', ({ answers, additionals }, sender) =>
      this.#hear([...answers, ...additionals], sender.address),
    );
  }

  #drop(address: string, socket: Mdns): void {
    if (this.#sockets.get(address) === socket) this.#sockets.delete(address);
    socket.destroy();
  }

  #trouble(cause?: unknown): void {
    if (this.#closing) return;
    this.#hadTrouble = true;
    this.#ports.onTrouble(coded('sync/no-announcements', {}, cause));
  }

  #ask(round: number): void {
    for (const socket of this.#sockets.values()) this.#askOn(socket);
    const pause = questionPauses[Math.min(round, questionPauses.length - 1)] as number;
    this.#stopAsking = this.#ports.scheduler.after(pause, () => this.#ask(round + 1));
  }

  #askOn(socket: Mdns): void {
    if (this.#ports.discovery.seeking()) socket.query([{ name: serviceType, type: 'PTR' }]);
  }

  #tags(): string[] {
    return this.#ports.discovery.announced().map((tag) => bytesToHex(tag));
  }

  /** At once, and then no sooner than a second later; what is asked meanwhile is answered then. */
  #announceSoon(): void {
    if (this.#answerDue) {
      this.#askedAgain = true;
      return;
    }
    this.#announce();
    this.#answerDue = this.#ports.scheduler.after(answerPauseMs, () => {
      this.#answerDue = null;
      if (this.#askedAgain) this.#announceSoon();
    });
  }

  #announce(): void {
    this.#askedAgain = false;
    const { discovery, port } = this.#ports;
    const tags = discovery.announced();
    this.#announced = this.#tags().join();
    if (tags.length === 0) return;
    const [instance, host] = [`${this.#instance}.${serviceType}`, `${this.#instance}.local`];
    for (const [address, socket] of this.#sockets) {
      socket.respond({
        answers: [
          { name: serviceType, type: 'PTR', ttl, data: instance },
          { name: instance, type: 'SRV', ttl, flush: true, data: { port, target: host, priority: 0, weight: 0 } },
          { name: instance, type: 'TXT', ttl, flush: true, data: tags.map((tag) => Buffer.concat([tagPrefix, tag])) },
          { name: host, type: 'A', ttl, flush: true, data: address },
        ],
      });
    }
  }

  /** Anybody may say anything here: whoever is dialled because of it has to hold the key all the same. */
  #hear(records: readonly multicastDns.Answer[], from: string): void {
    for (const { name, type, data } of records) {
      if (type !== 'SRV' || !name.endsWith(`.${serviceType}`) || name.startsWith(this.#instance)) continue;
      const { port } = data as { port: number };
      const text = records.find((each) => each.type === 'TXT' && each.name === name);
      for (const tag of tagsIn(text?.data)) {
        const peerKey = this.#ports.discovery.recognise(tag);
        if (peerKey && port > 0) this.#ports.onSighting({ peerKey, address: `${from}:${port}` });
      }
    }
  }
}

function tagsIn(data: unknown): Uint8Array[] {
  const strings: unknown[] = Array.isArray(data) ? data.slice(0, mostTags) : [data];
  return strings
    .filter((text): text is Buffer => Buffer.isBuffer(text) && text.length === tagPrefix.length + tagBytes)
    .filter((text) => text.subarray(0, tagPrefix.length).equals(tagPrefix))
    .map((text) => new Uint8Array(text.subarray(tagPrefix.length)));
}
