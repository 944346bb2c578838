import type {Config} from '../config/config.js';
import {boundedEvent, boundedResource} from '../model/bounded.js';
import {UsageError} from '../model/errors.js';
import type {RecordedFile} from '../recording/file.js';
import type {Redact} from '../runtime/look-up.js';
import type {PastLookup} from '../runtime/performers.js';
import {Recorder} from '../runtime/recorder.js';
import type {Store} from '../runtime/store.js';
import {TimeMachine} from '../runtime/time-machine.js';
import {redactEvent} from '../sources/redacted.js';
import {redactResource} from '../sources/redacted-resource.js';
import type {Next} from '../state/next.js';
import {presentState} from '../state/past/present.js';
import {RowStore} from '../state/rows/row-store.js';
import type {RecordingFile} from './recording-file.js';
import {saveText} from './save-text.js';

/** The past of a run on the screen. */
export type RunPast = {
	readonly lookup: PastLookup;
	/** Begins to record, with the sources that were opened; or to play. `warn` is called for what is doubtful. */
	readonly begin: (warn: (text: string) => void) => void;
	/** Takes what a message changed, and returns it. */
	readonly follow: (result: Next) => Next;
	readonly close: () => void;
};

type Parts = {
	readonly store: () => Store;
	readonly config: Pick<Config, 'stuckAfterMs' | 'sameHosts' | 'recorderBytes'>;
	/** How long transitions took in earlier runs; null where that does not count. */
	readonly durations: ReadonlyMap<string, readonly number[]> | null;
};

const timeMachineOf = ({store, config, durations}: Parts) => ({
	makeRows: () =>
		new RowStore(config.stuckAfterMs, {
			sameHosts: config.sameHosts,
			...(durations && {durations, byUsual: true}),
		}),
	dispatch: (...message: Parameters<Store['dispatch']>) => store().dispatch(...message),
	now: Date.now,
});

/** How a person moves through the past. */
const movesOf = ({travel, play, pause, leave}: TimeMachine): Omit<RunPast['lookup'], 'save'> => ({
	travel,
	play,
	pause,
	leave,
});

/** The past of a run that watches sources: it is recorded, in memory and to a file if one was asked for. */
const recordedPast = (parts: Parts, file: RecordingFile | null): RunPast => {
	const {store, config} = parts;
	const isOn = config.recorderBytes > 0 || file !== null;
	const recorder = new Recorder({maxBytes: config.recorderBytes, save: file?.append ?? null});
	const machine = new TimeMachine({
		...timeMachineOf(parts),
		recording: recorder,
		isFile: false,
		redact: null,
	});
	return {
		lookup: {
			...movesOf(machine),
			async save(name, lastMs) {
				const members = await recorder.membersFrom(lastMs === null ? 0 : Date.now() - lastMs);
				const bytes = Buffer.concat(members);
				return {path: saveText(name, bytes), bytes: bytes.length};
			},
		},
		begin(warn) {
			if (file?.exposed) warn(file.exposed);
			if (!isOn) return;
			const state = store().getState();
			state.tape.isOn = true;
			recorder.begin(state);
		},
		follow(result) {
			const {state, effects} = result;
			const taped = state.tape.drain();
			if (taped.length > 0) recorder.take(taped, () => presentState(state));
			// What is turned off is gone without an event.
			if (isOn && effects.some(({type}) => type === 'enable-source')) recorder.begin(presentState(state));
			return result;
		},
		close() {
			machine.leave();
			recorder.close();
			file?.close();
		},
	};
};

// Somebody else may have made it, with whatever rwatch that was.
const foreign: Redact = {
	event: event => boundedEvent(redactEvent(event)),
	row: row => ({...row, resource: boundedResource(redactResource(row.resource))}),
};

/** The past of a run that shows a recording: there is nothing else. */
const replayedPast = (parts: Parts, recorded: RecordedFile, speed: number): RunPast => {
	const machine = new TimeMachine({
		...timeMachineOf(parts),
		recording: recorded,
		isFile: true,
		redact: foreign,
	});
	return {
		lookup: {
			...movesOf(machine),
			save: () => Promise.reject(new UsageError('This is a recording: copy its file')),
		},
		begin: () => machine.start(speed),
		follow: result => result,
		close() {
			machine.leave();
			recorded.close();
		},
	};
};

/** The past of a run on the screen: of the recording that it shows, else of the sources that it watches. */
export const openPast = (
	parts: Parts,
	replayed: RecordedFile | null,
	speed: number,
	openFile: () => RecordingFile | null,
): RunPast => (replayed ? replayedPast(parts, replayed, speed) : recordedPast(parts, openFile()));
