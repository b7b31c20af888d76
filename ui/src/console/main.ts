import { mount } from 'svelte';
import '../styles/base.css';
import { restorePreferences } from '../i18n/preferences.svelte';
import { openConsoleApi } from './api';
import Console from './Console.svelte';

restorePreferences();

const target = document.getElementById('app');
if (target) mount(Console, { target, props: { api: openConsoleApi() } });
