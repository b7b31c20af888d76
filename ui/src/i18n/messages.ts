/** Every sentence of the interface, as typed functions. `m.key()` follows the chosen language. */
export * as m from '$messages';
