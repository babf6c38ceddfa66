import { join } from 'node:path';

/** What a person reads before, beside or after the window: the window's own sentences are the renderer's. */
export interface Words {
  /** All that a reminder says, under the app's name. */
  readonly reminder: string;
  readonly newNo: string;
  readonly show: string;
  readonly lock: string;
  readonly quit: string;
  readonly open: string;
  readonly cancel: string;
  readonly openOutside: string;
  readonly notSaved: string;
  readonly notSavedDetail: string;
  readonly tryAgain: string;
  readonly goBack: string;
  readonly quitAnyway: string;
  readonly pageGone: string;
  readonly pageGoneDetail: string;
  readonly reload: string;
  readonly cannotStart: string;
  readonly busy: string;
  readonly damaged: string;
  /** What can be done then. `{folder}` is the data folder, `{backups}` where its backups lie. */
  readonly damagedDetail: string;
  readonly newer: string;
  readonly readOnly: string;
  readonly full: string;
  readonly failed: string;
}

const english: Words = {
  reminder: 'There is something you wanted to look at.',
  newNo: 'Log a no…',
  show: 'Open Nailwall',
  lock: 'Lock',
  quit: 'Quit',
  open: 'Open',
  cancel: 'Cancel',
  openOutside: 'Open this address outside Nailwall?',
  notSaved: 'Your last changes are not saved yet.',
  notSavedDetail: 'Nailwall could not write them to the disk in time. If you quit now, they may be lost.',
  tryAgain: 'Try again',
  goBack: 'Go back',
  quitAnyway: 'Quit anyway',
  pageGone: 'The window keeps failing.',
  pageGoneDetail: 'Everything that was saved is safe. You can load the window again, or quit and start anew.',
  reload: 'Load again',
  cannotStart: 'Nailwall cannot start',
  busy: 'Another Nailwall is already using this data folder. Nothing was changed.',
  damaged: 'The database in the data folder is damaged. Nothing was changed; your backups are still there.',
  damagedDetail:
    'Keep a copy of the folder before anything else: {folder}\n\nTo go on, give the folder another name, start Nailwall again and choose “Restore a backup”. Backups lie in {backups}, unless you chose another place for them.',
  newer: 'The data folder was written by a newer version of Nailwall. Nothing was changed.',
  readOnly: 'The data folder cannot be written to.',
  full: 'The disk is full.',
  failed: 'The data folder could not be opened. Nothing was changed.',
};

const german: Words = {
  reminder: 'Da ist etwas, das du dir ansehen wolltest.',
  newNo: 'Ein Nein festhalten …',
  show: 'Nailwall öffnen',
  lock: 'Sperren',
  quit: 'Beenden',
  open: 'Öffnen',
  cancel: 'Abbrechen',
  openOutside: 'Diese Adresse außerhalb von Nailwall öffnen?',
  notSaved: 'Deine letzten Änderungen sind noch nicht gespeichert.',
  notSavedDetail:
    'Nailwall konnte sie nicht rechtzeitig auf die Festplatte schreiben. Wenn du jetzt beendest, können sie verloren gehen.',
  tryAgain: 'Noch einmal versuchen',
  goBack: 'Zurück',
  quitAnyway: 'Trotzdem beenden',
  pageGone: 'Das Fenster stürzt immer wieder ab.',
  pageGoneDetail:
    'Alles Gespeicherte ist sicher. Du kannst das Fenster neu laden oder Nailwall beenden und neu starten.',
  reload: 'Neu laden',
  cannotStart: 'Nailwall kann nicht starten',
  busy: 'Ein anderes Nailwall benutzt diesen Datenordner bereits. Es wurde nichts verändert.',
  damaged: 'Die Datenbank im Datenordner ist beschädigt. Es wurde nichts verändert; deine Sicherungen sind noch da.',
  damagedDetail:
    'Bewahre zuerst eine Kopie des Ordners auf: {folder}\n\nUm weiterzumachen, gib dem Ordner einen anderen Namen, starte Nailwall neu und wähle „Eine Sicherung zurückholen“. Sicherungen liegen in {backups}, falls du keinen anderen Ort für sie gewählt hast.',
  newer: 'Der Datenordner stammt von einer neueren Version von Nailwall. Es wurde nichts verändert.',
  readOnly: 'In den Datenordner kann nicht geschrieben werden.',
  full: 'Der Speicherplatz ist voll.',
  failed: 'Der Datenordner konnte nicht geöffnet werden. Es wurde nichts verändert.',
};

/** By the system's locale, e.g. `de-AT`. */
export function wordsFor(locale: string): Words {
  return /^de\b/i.test(locale) ? german : english;
}

/** What to say about a data folder that did not open. */
export function startFailure(words: Words, code: string, folder: string): string {
  const sentences: Readonly<Record<string, string>> = {
    'storage/busy': words.busy,
    'storage/damaged': words.damaged,
    'storage/newer-version': words.newer,
    'storage/read-only': words.readOnly,
    'storage/full': words.full,
  };
  const sentence = sentences[code] ?? words.failed;
  if (code !== 'storage/damaged') return sentence;
  const places: Readonly<Record<string, string>> = { '{folder}': folder, '{backups}': join(folder, 'backups') };
  const detail = words.damagedDetail.replace(/\{\w+\}/g, (place) => places[place] ?? place);
  return `${sentence}\n\n${detail}`;
}
