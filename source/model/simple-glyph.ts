/** One cell wide in every terminal and never joined with the next: lines, blocks, arrows, braille, Latin. */
export const isSimple = (code: number): boolean =>
	(code >= 0xa0 && code < 0x300 && code !== 0xad) ||
	(code >= 0x2010 && code < 0x2028) ||
	(code >= 0x2190 && code < 0x2194) ||
	(code >= 0x2500 && code < 0x25fd) ||
	(code >= 0x2713 && code < 0x2719) ||
	(code >= 0x2800 && code < 0x2900);
