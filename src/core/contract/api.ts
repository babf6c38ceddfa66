import { coded } from '#core/base';
import * as v from 'valibot';
import { deserialiseError, serialiseError, type SerialisedError } from './errors.ts';
import { type HostApi, hostCalls, hostEvents, type HostHandlers } from './schema.ts';

/** The answer to a call, as data. */
export type Reply =
  { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly error: SerialisedError };

/** How calls and events travel: IPC in Electron, a WebSocket on the loopback host, direct calls in tests. */
export interface ContractTransport {
  /** Rejects only when the way itself is broken; whatever the host answered comes as a reply. */
  invoke(channel: string, argument: unknown): Promise<unknown>;
  subscribe(channel: string, listener: (event: unknown) => void): () => void;
}

const ReplySchema = v.variant('ok', [
  v.object({ ok: v.literal(true), value: v.unknown() }),
  v.object({ ok: v.literal(false), error: v.unknown() }),
]);

interface CallSchemas {
  readonly args: v.GenericSchema;
  readonly result: v.GenericSchema;
}

/** Channel name -> schemas, e.g. `replica.pull`. */
const channels: ReadonlyMap<string, CallSchemas> = new Map(
  Object.entries(hostCalls).flatMap(([group, calls]) =>
    Object.entries(calls as Record<string, CallSchemas>).map(([name, schemas]) => [`${group}.${name}`, schemas]),
  ),
);

function check(schema: v.GenericSchema, value: unknown, channel: string, side: 'argument' | 'result' | 'event') {
  const parsed = v.safeParse(schema, value);
  if (!parsed.success) {
    throw coded('input/invalid', { channel, side, at: v.getDotPath(parsed.issues[0]) ?? '' });
  }
  return parsed.output;
}

async function invokeChecked(transport: ContractTransport, channel: string, schemas: CallSchemas, argument: unknown) {
  const sent = check(schemas.args, argument, channel, 'argument');
  const reply = v.safeParse(ReplySchema, await transport.invoke(channel, sent));
  if (!reply.success) throw deserialiseError(undefined);
  if (!reply.output.ok) throw deserialiseError(reply.output.error);
  return check(schemas.result, reply.output.value, channel, 'result');
}

/** The renderer's side: a typed object whose calls are checked on the way out and on the way back. */
export function createHostApi(transport: ContractTransport): HostApi {
  const groups: Record<string, Record<string, unknown>> = {};
  for (const [channel, schemas] of channels) {
    const [group = '', name = ''] = channel.split('.');
    (groups[group] ??= {})[name] = (argument?: unknown) => invokeChecked(transport, channel, schemas, argument);
  }
  const on: HostApi['on'] = (name, listener) =>
    transport.subscribe(name, (event) => {
      listener(check(hostEvents[name], event, name, 'event') as Parameters<typeof listener>[0]);
    });
  return { ...groups, on } as unknown as HostApi;
}

/** The host's side: answers one call by name; never throws, every failure is a coded reply. */
export type Dispatch = (channel: string, argument: unknown) => Promise<Reply>;

export function createDispatch(handlers: HostHandlers): Dispatch {
  return async (channel, argument) => {
    try {
      const schemas = channels.get(channel);
      if (!schemas) throw coded('host/unknown-call', { channel: channel.slice(0, 80) });
      const [group = '', name = ''] = channel.split('.');
      const handler = (handlers as unknown as Record<string, Record<string, (a: unknown) => Promise<unknown>>>)[group];
      const value = await handler?.[name]?.(check(schemas.args, argument, channel, 'argument'));
      return { ok: true, value: check(schemas.result, value, channel, 'result') };
    } catch (error) {
      return { ok: false, error: serialiseError(error) };
    }
  };
}
