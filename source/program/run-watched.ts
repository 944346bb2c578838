import type {Config} from '../config/config.js';
import type {Report} from '../output/report.js';
import type {Watched} from '../runtime/watch.js';
import type {OpenSources} from './open-sources.js';
import {recordingOf} from './record-printed.js';
import {onStopSignal} from './signals.js';

/** How long the sources may take to close before the program ends anyway, milliseconds. */
const farewellMs = 1000;

type Hooks = {
	/** Says one line on standard error. */
	readonly say: (text: string) => void;
	/** Takes the sources, once they are watched. */
	readonly began: (watched: Watched) => void;
};

/** Watches the sources for a report, until it is over or a signal ends the run; resolves with the exit code. */
export const runWatched = async (
	report: Report,
	config: Pick<Config, 'stuckAfterMs' | 'sameHosts'>,
	opened: OpenSources,
	{say, began}: Hooks,
): Promise<number> => {
	const file = opened.openRecording(say);
	if (file?.exposed) say(file.exposed);
	const recording = file && recordingOf(opened.sources, file, config);
	const watched = opened.watch(event => {
		recording?.take(event);
		report.emit(event);
	}, say);
	began(watched);
	const stopped = new Promise<number>(resolve => {
		onStopSignal(resolve);
	});
	const exitCode = await Promise.race([report.ended, stopped]);
	report.close?.();
	await Promise.race([watched.close(), new Promise(resolve => setTimeout(resolve, farewellMs).unref())]);
	recording?.close();
	return exitCode;
};
