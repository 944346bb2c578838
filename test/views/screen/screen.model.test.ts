import {describe, expect, test} from 'vitest';
import type {Screen} from '../../../source/views/screen/screen.js';
import {startScreen} from './start-screen.js';

const home = (lines: readonly string[]): string => `\u001b[H\u001b[J${lines.join('\n')}`;

// Repeatable noise.
const random = (seed: number): ((below: number) => number) => {
	let state = seed;
	return below => {
		state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7f_ff_ff_ff;
		return Math.floor((state / 0x80_00_00_00) * below);
	};
};

const words = [
	'shop/web',
	'active',
	'日本語',
	'crash loop',
	'🚀 x',
	'é',
	'e\u0301x',
	'██░░',
	'👍🏽',
	'Привет',
	'│',
	'한국',
	'   ',
	'⚠ y',
	'①',
];

// This emulator draws the rocket one cell wide, the model counts two: the place must hold all the same.
const asSeen = (screen: Screen): string[] =>
	screen.text().map(line => line.replaceAll('🚀', '🚀 ').trimEnd());

describe('what the terminal shows equals the model', () => {
	test.each([1, 2, 3, 4, 5, 6])('after random updates, scrolls and overlays (%i)', async seed => {
		const next = random(seed);
		const columns = 40 + next(60);
		const rows = 8 + next(20);
		const {terminal, screen} = startScreen(columns, rows);
		const anyLine = (): string => {
			let line = '';
			for (let index = next(9); index > 0; index--) {
				const word = words[next(words.length)] ?? '';
				line +=
					next(3) === 0
						? `\u001b[${['31', '1', '7', '2;36', '48;5;17', '9'][next(6)]}m${word}\u001b[0m`
						: `${word} `;
			}

			return line;
		};

		let lines = Array.from({length: rows - 2}, anyLine);
		for (let step = 0; step < 150; step++) {
			const what = next(8);
			if (what === 0) lines = [...lines.slice(1), anyLine()];
			else if (what === 1) lines = [anyLine(), ...lines.slice(0, -1)];
			else if (what === 2) lines.splice(next(rows - 3), 1);
			else if (what === 3)
				screen.write(home(Array.from({length: rows}, () => (next(4) === 0 ? anyLine() : ''))));
			else if (what === 4) screen.write(home(['']));
			else if (what === 5) lines = lines.map(line => (next(3) === 0 ? anyLine() : line));
			else lines[next(rows - 2)] = anyLine();
			while (lines.length < rows - 2) lines.push(anyLine());
			screen.setLines(1, lines);
			screen.flush();
			expect(await terminal.lines(), `step ${step}`).toEqual(asSeen(screen));
		}
	});
});
