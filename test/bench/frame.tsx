import {Box, render, Text} from 'ink';
import {memo, type ReactNode} from 'react';
import {Watcher} from './changed-cells.js';
import {createFeed, feedStart, movedRow, reported} from './feed.js';
import {figureOf, type Line} from './figures.js';
import {CountingTerminal, type Program, startProgram, until} from './program.js';

const columns = 200;
const visible = 45;

const Row = memo(({text}: {readonly text: string}): ReactNode => <Text wrap="truncate">{text}</Text>);

const Rows = ({lines}: {readonly lines: readonly string[]}): ReactNode => (
	<Box flexDirection="column" width={columns} height={50}>
		{lines.map((text, at) => (
			<Row key={String(at)} text={text} />
		))}
	</Box>
);

const cpuMs = (since: NodeJS.CpuUsage): number => {
	const {user, system} = process.cpuUsage(since);
	return (user + system) / 1000;
};

const turn = (): Promise<void> => new Promise(resolve => setImmediate(resolve));

/** The same lines as rows of Ink, each drawn again only when it changed. */
const inkFrames = async (frames: number, changed: number): Promise<number> => {
	const terminal = new CountingTerminal(columns, 50);
	const stdout = Object.assign(terminal, {isTTY: true}) as unknown as NodeJS.WriteStream;
	const lines = Array.from({length: visible}, (_, row) =>
		`web-${row} running 3d 10.42.0.${row} shop/web:v1.24`.padEnd(columns),
	);
	const options = {stdout, interactive: true, incrementalRendering: true, maxFps: 1000, patchConsole: false};
	const app = render(<Rows lines={lines} />, options);
	const draw = async (frame: number) => {
		for (let row = 0; row < changed; row++) {
			const at = (row * 7 + frame) % visible;
			lines[at] =
				`web-${at} ${frame % 2 === 0 ? 'running' : 'stopped'} ${frame}s 10.42.0.${at} shop/web:v1.24`.padEnd(
					columns,
				);
		}

		app.rerender(<Rows lines={[...lines]} />);
		await turn();
	};
	for (let frame = 0; frame < 20; frame++) await draw(frame);
	const usage = process.cpuUsage();
	for (let frame = 0; frame < frames; frame++) await draw(frame);
	const spent = cpuMs(usage) / frames;
	app.unmount();
	return spent;
};

const ownFrames = async (
	program: Program,
	emitChanges: (frame: number) => void,
	frames: number,
): Promise<number> => {
	const draw = async (frame: number) => {
		const drawn = new Promise<void>(resolve => {
			const forget = program.store.subscribe(() => {
				forget();
				resolve();
			});
		});
		emitChanges(frame);
		program.store.dispatch({type: 'tick', now: feedStart + frame});
		await drawn;
	};
	for (let frame = 0; frame < 20; frame++) await draw(frame);
	const usage = process.cpuUsage();
	for (let frame = 20; frame < 20 + frames; frame++) await draw(frame);
	return cpuMs(usage) / frames;
};

const measure = async (share: number, frames: number) => {
	const changed = Math.max(1, Math.round(visible * share));
	const feed = createFeed(1000);
	const program = startProgram({
		sources: [feed.source],
		view: {kind: 'containers', filter: '', sort: 'name'},
		now: () => feedStart,
	});
	const {store, terminal} = program;
	await until(store, () => store.getState().resources.size === 1000);
	const watcher = new Watcher(columns, 50);
	terminal.onWrite = text => {
		watcher.write(text);
		return true;
	};
	program.app.repaint();
	await watcher.changedBytes();
	const emitChanges = (frame: number) => {
		for (let row = 0; row < changed; row++)
			feed.emit(reported(movedRow((row * 7 + frame) % visible, frame), feedStart));
	};
	let bytes = 0;
	let cells = 0;
	// In these the terminal is looked at after each frame.
	for (let frame = 1; frame <= 12; frame++) {
		const from = terminal.bytes;
		await ownFrames({...program}, () => emitChanges(frame), 0).catch(() => undefined);
		bytes += terminal.bytes - from;
		cells += await watcher.changedBytes();
	}

	terminal.onWrite = () => true;
	const own = await ownFrames(program, emitChanges, frames);
	const ink = await inkFrames(frames, changed);
	await program.close();
	return {own, ink, bytes, cells};
};

/** One frame at 200x50 with some of its rows changed. */
export const frameLines = async (quick: boolean): Promise<Line[]> => {
	const lines: Line[] = [];
	for (const share of [0.01, 0.1, 1]) {
		const results = [];
		for (let run = 0; run < (quick ? 1 : 5); run++) results.push(await measure(share, quick ? 40 : 150));
		const percent = `${share * 100} % of the rows`;
		const own = figureOf(results.map(result => result.own)).median;
		lines.push(
			{
				row: `a frame, ${percent}, CPU`,
				baseline: 'memoised Ink rows',
				figure: figureOf(results.map(result => result.own / result.ink)),
				unit: '×',
				target: {atMost: 0.15},
				note: `${own.toFixed(2)} ms`,
			},
			{
				row: `a frame, ${percent}, bytes`,
				baseline: 'the changed cells',
				figure: figureOf(results.map(result => result.bytes / result.cells)),
				unit: '×',
				target: {atMost: 1.5},
				note: '',
			},
		);
	}

	return lines;
};
