import {onTestFinished} from 'vitest';
import {Screen} from '../../../source/views/screen/screen.js';
import {FakeTerminal} from '../terminal.js';

/** A screen on a terminal of this size; closed after the test. `dirty` counts its requests for a frame. */
export const startScreen = (
	columns: number,
	rows: number,
): {terminal: FakeTerminal; screen: Screen; dirty: () => number} => {
	const terminal = new FakeTerminal(columns, rows);
	let count = 0;
	const screen = new Screen(terminal, {onDirty: () => count++, resizeDelayMs: 0});
	onTestFinished(() => screen.close());
	screen.write('\u001b[?1049h\u001b[?25l');
	return {terminal, screen, dirty: () => count};
};
