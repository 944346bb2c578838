const special = /[\\^$.|+()[\]{}]/g;

/** Whether a name fits a pattern in which `*` stands for any characters and `?` for any one. */
export const fitsPattern = (pattern: string, name: string): boolean =>
	new RegExp(`^${pattern.replace(special, '\\$&').replaceAll(/\*+/g, '.*').replaceAll('?', '.')}$`, 's').test(
		name,
	);
