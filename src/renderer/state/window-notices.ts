/** `unsupported`: this browser knows no notifications, or not here. */
export type NoticePermission = NotificationPermission | 'unsupported';

type NoticeWindow = Pick<Window, 'focus'> & { readonly Notification?: typeof Notification };

/** The window's own notifications, for hosts that show none themselves. */
export class WindowNotices {
  readonly #window: NoticeWindow;

  constructor(window: NoticeWindow) {
    this.#window = window;
  }

  get permission(): NoticePermission {
    return this.#window.Notification?.permission ?? 'unsupported';
  }

  /** Asks the person, through the browser; only after a press of theirs. */
  async ask(): Promise<NoticePermission> {
    return (await this.#window.Notification?.requestPermission()) ?? 'unsupported';
  }

  /** Shows one sentence under the app's name; several windows of the app show it once. */
  show(text: string): void {
    const { Notification } = this.#window;
    if (Notification?.permission !== 'granted') return;
    const notice = new Notification('Nailwall', { body: text, tag: 'reminder' });
    notice.onclick = () => {
      this.#window.focus();
      notice.close();
    };
  }
}
