import { mount } from 'svelte';
import App from './App.svelte';
import { connectHost } from './host/index.ts';
import { createSession } from './state/session.svelte.ts';
import './styles/index.css';

const target = document.getElementById('app');
if (!target) throw new Error('The page has no place for the app.');

mount(App, { target, props: { session: createSession(connectHost) } });
