/**
 * Whether a good picture takes itself. Kept until the window closes: who switched it off for one side
 * wants the other side the same way.
 */
export const automatic = $state({ isOn: true });
