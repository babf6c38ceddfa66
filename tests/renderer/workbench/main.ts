import { mount } from 'svelte';
import App from '../../../src/renderer/App.svelte';
import '../../../src/renderer/styles/index.css';
import { FakeSession } from './fake-session.svelte.ts';
import { isScene } from './scenes.ts';

const query = new URLSearchParams(location.search);
const scene = query.get('scene') ?? 'rich';
if (!isScene(scene)) throw new Error(`No such scene: ${scene}`);

const session = new FakeSession(scene);
const language = query.get('language');
const theme = query.get('theme');
if (language === 'en' || language === 'de') session.settle({ language });
if (theme === 'light' || theme === 'dark') session.settle({ theme });

const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for the app.');
mount(App, { target, props: { session } });

declare global {
  interface Window {
    /** For tests that look behind the screen. */
    workbench: FakeSession;
  }
}
window.workbench = session;
