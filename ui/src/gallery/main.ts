import { mount } from 'svelte';
import '../styles/base.css';
import { restorePreferences } from '../i18n/preferences.svelte';
import Gallery from './Gallery.svelte';

restorePreferences();
mount(Gallery, { target: document.getElementById('app')! });
