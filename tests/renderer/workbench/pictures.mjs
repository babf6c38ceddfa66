// @ts-check
/* global DataTransfer, DragEvent, document, location, requestAnimationFrame */
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { buildWorkbench, workbenchFolder } from '../../../scripts/workbench.mjs';
import { serve } from './serve.mjs';

/**
 * Takes pictures of every screen: `node tests/renderer/workbench/pictures.mjs FOLDER [part of a name]`.
 * Faults in the console are printed beside the picture's name.
 */
const [folder = '.cache/pictures', only = ''] = process.argv.slice(2);

/** @typedef {import('@playwright/test').Page} Page */

/**
 * @typedef {object} Shot
 * @property {string} name
 * @property {string} scene
 * @property {string} [hash]
 * @property {(page: Page) => Promise<void>} [act]
 * @property {boolean} [full]
 */

/** @param {string} text */
const openFirst = (text) => async (/** @type {Page} */ page) => {
  await page.locator('input[type="search"]').fill(text);
  await page.locator('mark').first().waitFor();
  await page.locator('[data-rows] a').first().click();
};

/** @param {number} at  which button of the section about keys */
const openKeys =
  (at, /** @type {(page: Page) => Promise<void>} */ more = () => Promise.resolve()) =>
  async (/** @type {Page} */ page) => {
    await page.locator('section:has(.words > h3) button').nth(at).click();
    await more(page);
  };

/** @param {number} at  which backup of the list */
const checkBackup = (at) => async (/** @type {Page} */ page) => {
  await page.locator('li button[aria-label]').nth(at).click();
};

/** @param {string} title */
const openPursuit = (title) => async (/** @type {Page} */ page) => {
  await page.locator('a', { hasText: title }).first().click();
  await page.locator('article').waitFor();
  // The sheet scrolls by itself: a window as tall as the sheet shows all of it.
  const { width } = page.viewportSize() ?? { width: 1440 };
  const height = await page.locator('article').evaluate((sheet) => sheet.getBoundingClientRect().height);
  await page.setViewportSize({ width, height: Math.ceil(height) + 260 });
};

const mail = [
  'From: Alder House <letters@alder.example>',
  'Subject: Otter and the Moon',
  'Date: Mon, 5 Oct 2026 10:00:00 +0000',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Dear Robin,\n\nthank you for letting us read Otter and the Moon. We read it twice, and the moon stayed with us.\n\nStill, we have to say no: our list for the spring is full, and we do not hold books back.\n\nWith good wishes\nH. Alder',
  '--b',
  'Content-Type: image/png',
  'Content-Disposition: attachment; filename="signature.png"',
  '',
  'x',
  '--b--',
].join('\r\n');

/** @param {string} name @param {string | Buffer} content */
const named = (name, content) => ({ name, mimeType: '', buffer: Buffer.from(content) });

/**
 * Gives the open attempt letters of every kind, and opens the one called so.
 *
 * @param {string} [open]
 */
const withLetters = (open) => async (/** @type {Page} */ page) => {
  await openFirst('ploughshare')(page);
  const input = page.locator('[data-takes-files] input');
  await input.setInputFiles([
    named('No, Otter and the Moon.eml', mail),
    named('letter-of-the-fifth-of-october-scanned-in-the-library.png', await page.screenshot({ scale: 'css' })),
    named('Decision.pdf', '%PDF-1.7 and so on'),
    named('photo.jpg', '<html><p>No.</p></html>'),
    named('empty.txt', ''),
  ]);
  await page.locator('[data-takes-files] [role="alert"]').waitFor();
  if (open === undefined) {
    await page.locator('[data-takes-files]').evaluate((part) => part.scrollIntoView({ block: 'center' }));
    return;
  }
  await page.locator('[data-takes-files] li button', { hasText: open }).click();
  await page.locator('dialog .row .button').waitFor();
};

/** @type {readonly Shot[]} */
const shots = [
  { name: 'welcome', scene: 'first-run', full: true },
  {
    name: 'words',
    scene: 'first-run',
    full: true,
    act: async (page) => {
      await page.locator('input[value="none"]').check();
      await page.locator('button[type="submit"]').click();
    },
  },
  {
    name: 'confirm',
    scene: 'first-run',
    full: true,
    act: async (page) => {
      await page.locator('input[value="none"]').check();
      await page.locator('button[type="submit"]').click();
      await page.locator('.row button').first().click();
      await page.locator('input').first().fill('aple');
      await page.locator('button[type="submit"]').click();
    },
  },
  {
    name: 'unlock',
    scene: 'locked',
    act: async (page) => {
      await page.locator('input').fill('wrong');
      await page.keyboard.press('Enter');
      await page.locator('[role="alert"]').waitFor();
    },
  },
  {
    name: 'unlock-words',
    scene: 'locked',
    act: async (page) => {
      await page.locator('button.link', { hasText: '24' }).click();
      await page.locator('textarea').fill('abandon appel ');
    },
  },
  { name: 'trouble', scene: 'trouble' },
  { name: 'today-empty', scene: 'empty', full: true },
  { name: 'today-thin', scene: 'thin', full: true },
  { name: 'today', scene: 'rich', full: true },
  { name: 'today-demo', scene: 'demo' },
  { name: 'asking', scene: 'asking', full: true },
  {
    name: 'asked',
    scene: 'asking',
    full: true,
    act: async (page) => {
      await page.locator('.asking [data-part] .link').nth(1).click();
      await page.locator('.asking [role="radiogroup"]').nth(1).getByRole('radio', { name: '6' }).click();
      await page.locator('.asking [role="radiogroup"]').nth(0).getByRole('radio', { name: '1', exact: true }).click();
    },
  },
  {
    name: 'put-away',
    scene: 'asking',
    full: true,
    act: (page) => page.locator('.asking .row .button').first().click(),
  },
  { name: 'not-saved', scene: 'not-saved' },
  { name: 'damaged', scene: 'damaged-records' },
  { name: 'damage-none', scene: 'thin', hash: '#/damage' },
  { name: 'damage-one', scene: 'damaged-records', hash: '#/damage', full: true },
  {
    name: 'damage-all',
    scene: 'all-damage',
    hash: '#/damage',
    full: true,
    act: (page) => page.locator('button[aria-expanded="false"]').last().click(),
  },
  { name: 'damage-notice', scene: 'all-damage' },
  {
    name: 'damage-door',
    scene: 'locked-damaged',
    full: true,
    act: (page) => page.locator('button.link').last().click(),
  },
  {
    name: 'capture',
    scene: 'rich',
    hash: '#/attempts',
    act: async (page) => {
      await page.keyboard.press('n');
      await page.keyboard.type('Har');
    },
  },
  {
    name: 'rate',
    scene: 'rich',
    hash: '#/attempts',
    act: async (page) => {
      await page.keyboard.press('n');
      await page.keyboard.type('Har');
      await page.keyboard.press('Enter');
      await page.keyboard.type('sto');
      await page.keyboard.press('Enter');
      await page.keyboard.press('n');
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      await page.keyboard.press('6');
    },
  },
  { name: 'attempts', scene: 'rich', hash: '#/attempts' },
  { name: 'attempts-empty', scene: 'empty', hash: '#/attempts' },
  { name: 'attempts-filter', scene: 'rich', hash: '#/attempts?answer=yes' },
  { name: 'attempts-many', scene: 'many', hash: '#/attempts' },
  { name: 'attempt', scene: 'rich', hash: '#/attempts', act: openFirst('ploughshare') },
  { name: 'attempt-yes', scene: 'rich', hash: '#/attempts', act: openFirst('ostra') },
  { name: 'attempt-waiting', scene: 'rich', hash: '#/attempts', act: openFirst('gannet') },
  { name: 'letters', scene: 'rich', hash: '#/attempts', act: withLetters() },
  { name: 'letter-mail', scene: 'rich', hash: '#/attempts', act: withLetters('No, Otter') },
  { name: 'letter-picture', scene: 'rich', hash: '#/attempts', act: withLetters('scanned') },
  { name: 'letter-pdf', scene: 'rich', hash: '#/attempts', act: withLetters('Decision') },
  { name: 'letter-page', scene: 'rich', hash: '#/attempts', act: withLetters('photo') },
  {
    name: 'letters-none',
    scene: 'rich',
    hash: '#/attempts',
    act: async (page) => {
      await openFirst('ploughshare')(page);
      await page.locator('[data-takes-files]').evaluate((part) => part.scrollIntoView({ block: 'center' }));
    },
  },
  {
    // Named by the journal, as one from another computer would be; this one has no such file.
    name: 'letters-absent',
    scene: 'rich',
    hash: '#/attempts',
    act: async (page) => {
      await openFirst('ploughshare')(page);
      await page.evaluate(() => {
        const attempt = globalThis.location.hash.replace(/.*\/|\?.*/g, '');
        globalThis.window.workbench.journal?.journal.addLetter({
          ...{ attempt, name: 'Decision of the jury.pdf', mime: 'application/pdf', size: 48_213 },
          ...{ hash: 'a'.repeat(64), digest: 'b'.repeat(64) },
        });
      });
      await page.locator('[data-takes-files] li').waitFor();
      await page.locator('[data-takes-files]').evaluate((part) => part.scrollIntoView({ block: 'center' }));
    },
  },
  { name: 'restore', scene: 'rich', hash: '#/restore', full: true },
  { name: 'backup-whole', scene: 'rich', hash: '#/restore', act: checkBackup(0) },
  { name: 'backup-closed', scene: 'rich', hash: '#/restore', act: checkBackup(1) },
  { name: 'backup-checking', scene: 'rich', hash: '#/restore', act: checkBackup(2) },
  {
    name: 'restore-look',
    scene: 'rich',
    hash: '#/restore',
    act: async (page) => {
      await page.locator('li button').first().click();
      await page.locator('input[type="password"]').fill('lamp harbour nine oak');
      await page.locator('form button[type="submit"]').click();
      await page.locator('.holds').waitFor();
    },
  },
  {
    name: 'letter-dropped',
    scene: 'rich',
    hash: '#/wall',
    act: async (page) => {
      await page.evaluate((text) => {
        const data = new DataTransfer();
        data.items.add(new File([text], 'No, Otter and the Moon.eml'));
        const options = { bubbles: true, cancelable: true, dataTransfer: data };
        document.body.dispatchEvent(new DragEvent('dragover', options));
        document.body.dispatchEvent(new DragEvent('drop', options));
      }, mail);
      await page.locator('dialog li').waitFor();
    },
  },
  {
    name: 'letter-dragged',
    scene: 'rich',
    act: (page) =>
      page.evaluate(() => {
        const data = new DataTransfer();
        data.items.add(new File(['x'], 'x'));
        const options = { bubbles: true, cancelable: true, dataTransfer: data };
        document.body.dispatchEvent(new DragEvent('dragover', options));
      }),
  },
  {
    name: 'transfer-letters',
    scene: 'rich',
    hash: '#/attempts',
    full: true,
    act: async (page) => {
      await withLetters()(page);
      await page.evaluate(() => (location.hash = '#/transfer'));
      await page.locator('#transfer-export').waitFor();
    },
  },
  { name: 'pursuits-empty', scene: 'empty', hash: '#/pursuits' },
  { name: 'pursuits', scene: 'pursuits', hash: '#/pursuits' },
  { name: 'pursuit', scene: 'pursuits', hash: '#/pursuits', act: openPursuit('children’s book') },
  {
    name: 'part-absent',
    scene: 'rich',
    hash: '#/attempts',
    act: async (page) => {
      await page.route(/\/assets\/Table/, (route) => route.abort());
      await page.evaluate(() => (location.hash = '#/attempts?view=table'));
      await page.getByRole('alert').waitFor();
    },
  },
  { name: 'pursuit-let-go', scene: 'pursuits', hash: '#/pursuits', act: openPursuit('Tromsø') },
  { name: 'pursuit-offer', scene: 'pursuits', hash: '#/pursuits', act: openPursuit('law degree') },
  { name: 'pursuit-reached', scene: 'pursuits', hash: '#/pursuits', act: openPursuit('Singing') },
  { name: 'pursuit-many', scene: 'pursuits-many', hash: '#/pursuits', act: openPursuit('near the sea') },
  {
    name: 'pursuit-new',
    scene: 'empty',
    hash: '#/pursuits',
    full: true,
    act: async (page) => {
      await page.locator('main input').first().fill('A home for the children’s book');
      await page.keyboard.press('Enter');
      await page.locator('article input').first().fill('Alder House');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'pursuit-why',
    scene: 'pursuits',
    hash: '#/pursuits',
    full: true,
    act: async (page) => {
      await openPursuit('children’s book')(page);
      await page.locator('article [aria-expanded]').last().click();
      await page.locator('article .card .button').first().click();
    },
  },
  {
    name: 'attempt-why',
    scene: 'pursuits',
    hash: '#/attempts',
    act: async (page) => {
      await openFirst('gannet')(page);
      await page.locator('article .card .button').first().click();
    },
  },
  { name: 'lines', scene: 'rich', hash: '#/lines', full: true },
  { name: 'lines-thin', scene: 'thin', hash: '#/lines' },
  { name: 'settings', scene: 'rich', hash: '#/settings', full: true },
  { name: 'settings-opens-here', scene: 'opens-here', hash: '#/settings', full: true },
  { name: 'opened-by-words', scene: 'opened-by-words', hash: '#/settings' },
  { name: 'mended', scene: 'mended-storage' },
  { name: 'unlock-lost', scene: 'keychain-lost' },
  { name: 'unlock-words-only', scene: 'words-only' },
  { name: 'keys-stop', scene: 'rich', hash: '#/settings', act: openKeys(1) },
  { name: 'keys-ask', scene: 'opens-here', hash: '#/settings', act: openKeys(0) },
  {
    name: 'keys-change',
    scene: 'rich',
    hash: '#/settings',
    act: openKeys(0, async (page) => {
      await page.locator('dialog input').first().fill('not this one');
      await page.locator('dialog input').nth(1).fill('another lamp by the sea');
      await page.locator('dialog input').nth(2).fill('another lamp by the sea');
      await page.keyboard.press('Enter');
      await page.locator('[role="alert"]').waitFor();
    }),
  },
  {
    name: 'keys-changed',
    scene: 'opened-by-words',
    hash: '#/settings',
    full: true,
    act: openKeys(0, async (page) => {
      for (const at of [0, 1]) await page.locator('dialog input').nth(at).fill('another lamp by the sea');
      await page.keyboard.press('Enter');
      await page.locator('section [role="status"] p').first().waitFor();
    }),
  },
  {
    name: 'keys-try',
    scene: 'rich',
    hash: '#/settings',
    act: openKeys(2, async (page) => {
      await page.locator('dialog input').first().fill('aple');
      await page.keyboard.press('Enter');
      await page.locator('[role="alert"]').first().waitFor();
    }),
  },
  {
    name: 'keys-new-words',
    scene: 'opens-here',
    hash: '#/settings',
    act: openKeys(2, async (page) => {
      await page.locator('dialog button[type="submit"]').click();
      await page.locator('.print-sheet').waitFor();
    }),
  },
  { name: 'devices-alone', scene: 'rich', hash: '#/devices', full: true },
  { name: 'devices', scene: 'devices', hash: '#/devices', full: true },
  {
    name: 'devices-words',
    scene: 'devices',
    hash: '#/devices',
    full: true,
    act: async (page) => {
      await page.evaluate(() => globalThis.window.workbench.sync?.showWords({ name: 'Desk by the window' }));
      await page.locator('.word').first().waitFor();
    },
  },
  {
    name: 'devices-choose',
    scene: 'devices',
    hash: '#/devices',
    full: true,
    act: async (page) => {
      await page.evaluate(() => globalThis.window.workbench.sync?.showWords({ name: 'Desk by the window' }));
      await page.evaluate(() => globalThis.window.workbench.sync?.pairing?.meet('choose', 'two-journals'));
      await page.locator('fieldset').waitFor();
    },
  },
  {
    name: 'devices-type',
    scene: 'devices',
    hash: '#/devices',
    full: true,
    act: async (page) => {
      await page.locator('#devices-pair ~ .row button').last().click();
      await page.locator('textarea').fill('abandon ability nailwall ');
    },
  },
  {
    name: 'join',
    scene: 'first-run',
    full: true,
    act: async (page) => {
      await page.locator('.other button').first().click();
      await page.locator('#join-title').waitFor();
    },
  },
  { name: 'shortcuts', scene: 'rich', act: (page) => page.keyboard.press('?') },
  { name: 'talk', scene: 'rich', act: (page) => page.locator('.talk').click() },
];

await buildWorkbench();
const { url, close } = await serve(workbenchFolder);
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-sync'],
});
mkdirSync(folder, { recursive: true });
try {
  for (const width of [1440, 360]) {
    for (const theme of /** @type {const} */ (['light', 'dark'])) {
      for (const language of /** @type {const} */ (['en', 'de'])) {
        await picture(width, theme, language);
      }
    }
  }
} finally {
  await browser.close();
  await close();
}

/**
 * @param {number} width
 * @param {'light' | 'dark'} theme
 * @param {'en' | 'de'} language
 */
async function picture(width, theme, language) {
  const context = await browser.newContext({
    viewport: { width, height: width === 360 ? 740 : 900 },
    colorScheme: theme,
    locale: language === 'de' ? 'de-DE' : 'en-GB',
    reducedMotion: 'reduce',
  });
  for (const { name, scene, hash = '', act, full = false } of shots) {
    const file = `${name}-${String(width)}-${theme}-${language}`;
    if (!file.includes(only)) continue;
    const page = await context.newPage();
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') console.log(file, message.text());
    });
    page.on('pageerror', (error) => console.log(file, error));
    await page.goto(`${url}?scene=${scene}${hash}`);
    await page.evaluate(() => document.fonts.ready);
    await act?.(page);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) console.log(file, `scrolls sideways by ${String(wide)} px`);
    await page.screenshot({ path: path.join(folder, `${file}.png`), fullPage: full });
    await page.close();
  }
  await context.close();
}
