// Compares the pictures of the documentation with the screens, or writes them: `npm run pictures`.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {join} from 'node:path';
import process from 'node:process';
import {describe, expect, test} from 'vitest';
import {root} from '../end-to-end/build.js';
import {serveCalmDemo} from '../end-to-end/calm-demo.js';
import {open} from '../end-to-end/stage.js';
import type {TerminalProgram} from '../end-to-end/terminal.js';
import {isSameLine} from './same-text.js';
import {type Scene, scenes} from './scenes.js';
import {svgOf, textIn} from './svg.js';

const folder = join(root, 'docs/pictures');
const isWriting = process.env.RWATCH_PICTURES === 'write';

const drawn = (terminal: TerminalProgram, {description}: Scene): string =>
	svgOf(terminal.styled(), `rwatch: ${description}`);

const linesOf = (svg: string, {steady = all => all}: Scene): readonly string[] => steady(textIn(svg));

/** The first line of each that does not say the same, or null. */
const difference = (picture: readonly string[], screen: readonly string[]) => {
	if (picture.length !== screen.length) return {picture, screen};
	const at = picture.findIndex((line, index) => !isSameLine(line, screen[index] ?? ''));
	return at < 0 ? null : {picture: picture[at], screen: screen[at]};
};

/** Resolves when nothing that is compared has changed for a second. */
const whenSettled = async (terminal: TerminalProgram, scene: Scene): Promise<void> => {
	let before: readonly string[] = [];
	const change = () => {
		const [last, now] = [before, linesOf(drawn(terminal, scene), scene)];
		before = now;
		return difference(last, now);
	};
	await expect.poll(change, {interval: 1000, timeout: 30_000}).toBeNull();
};

describe.each([
	[80, 24],
	[120, 35],
])('the pictures at %ix%i', (columns, rows) => {
	// Which columns fit is decided with the first rows, by those of the server that answered first.
	test.each(scenes)('$name', {retry: 2}, async scene => {
		const path = join(folder, `${scene.name}-${columns}x${rows}.svg`);
		const terminal = open([...(await serveCalmDemo()), ...scene.argv], {columns, rows});
		await scene.play(terminal);
		if (isWriting) {
			await whenSettled(terminal, scene);
			mkdirSync(folder, {recursive: true});
			writeFileSync(path, drawn(terminal, scene));
		}

		const picture = linesOf(readFileSync(path, 'utf8'), scene);
		// Columns may still be measured again.
		await expect
			.poll(() => difference(picture, linesOf(drawn(terminal, scene), scene)), {timeout: 30_000})
			.toBeNull();
	});
});
