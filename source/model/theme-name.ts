/** Names for `--theme`; the first is the default. */
export const themeNames = [
	'default',
	'light',
	'high-contrast',
	'high-contrast-light',
	'rancher',
	'rancher-light',
	'colour-blind',
	'mono',
] as const;

/** The name of one theme. */
export type ThemeName = (typeof themeNames)[number];
