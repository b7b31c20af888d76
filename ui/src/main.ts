import { mount } from 'svelte';
import App from './App.svelte';
import './styles/base.css';
import { restorePreferences } from './i18n/preferences.svelte';
import { openHost } from './platform';

restorePreferences();

const target = document.getElementById('app');
if (target) mount(App, { target, props: { host: await openHost() } });
