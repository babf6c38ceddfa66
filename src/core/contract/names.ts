/**
 * The names of all calls and events, apart from their schemas: the preload script needs nothing else, and must stay
 * small. Each is a record over the schemas' types, so that a name which is forgotten or made up does not compile.
 */
import type { HostEventName, HostHandlers } from './schema.ts';

type Group = keyof HostHandlers;
type CallName = { [G in Group]: `${G}.${keyof HostHandlers[G] & string}` }[Group];

const calls: Readonly<Record<CallName, true>> = {
  'app.describe': true,
  'app.openExternal': true,
  'app.flushed': true,
  'app.reload': true,
  'replica.stateVector': true,
  'replica.damage': true,
  'replica.pull': true,
  'replica.removed': true,
  'replica.pullChunk': true,
  'replica.pushWhole': true,
  'replica.push': true,
  'replica.pushChunk': true,
  'letters.status': true,
  'letters.put': true,
  'letters.putChunk': true,
  'letters.putEnd': true,
  'letters.putCancel': true,
  'letters.get': true,
  'letters.getChunk': true,
  'letters.getEnd': true,
  'letters.tidy': true,
  'secret.read': true,
  'secret.write': true,
  'secret.clear': true,
  'backups.status': true,
  'backups.make': true,
  'backups.choose': true,
  'backups.look': true,
  'backups.read': true,
  'backups.handed': true,
  'backups.letters': true,
  'backups.letter': true,
  'backups.replace': true,
  'backups.replaceChunk': true,
  'reminder.plan': true,
  'captureKeys.read': true,
  'captureKeys.choose': true,
  'print.toPdf': true,
  'lock.configure': true,
  'sync.state': true,
  'sync.setWay': true,
  'sync.setFolder': true,
  'sync.setAddress': true,
  'sync.retry': true,
  'sync.readDevice': true,
  'sync.keepDevice': true,
  'sync.admit': true,
  'sync.beginPairing': true,
  'sync.acceptPairing': true,
  'sync.sendPairing': true,
  'sync.endPairing': true,
  'log.report': true,
};

const events: Readonly<Record<HostEventName, true>> = {
  'replica.update': true,
  'replica.trouble': true,
  'damage.found': true,
  'letters.arrived': true,
  'app.flush': true,
  'app.lock': true,
  'app.capture': true,
  'app.backup': true,
  'app.remind': true,
  'sync.state': true,
  'sync.pairing': true,
};

/** Every call's channel name, e.g. `replica.pull`. */
export const hostCallNames = Object.keys(calls) as readonly CallName[];

/** Every event's name, for transports that must list their channels beforehand. */
export const hostEventNames = Object.keys(events) as readonly HostEventName[];
