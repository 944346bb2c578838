import {countText} from '../model/count-text.js';
import {messageOf} from '../model/errors.js';
import type {Resource} from '../model/resource.js';
import {sizeText} from '../model/size.js';
import type {Source} from '../model/source.js';
import type {Effect} from '../state/effect.js';
import {documents} from '../state/remembered/documents.js';
import {createCalls} from './calls.js';
import {createEdits} from './edits.js';
import {createForwards} from './forwards.js';
import type {Performers, PerformOptions} from './performers.js';
import {createRequests} from './requests.js';
import {createShells} from './shells.js';
import {createStreams} from './streams.js';

/** For work that takes the whole terminal for a while. */
const interruption =
	(store: PerformOptions['store'], failed: (error: unknown) => void) =>
	async (work: () => Promise<unknown>): Promise<void> => {
		try {
			await work();
		} catch (error) {
			failed(error);
		} finally {
			store().dispatch({type: 'resumed'});
		}
	};

const savePerformers = (
	terminal: PerformOptions['terminal'],
	notice: (level: 'info', text: string) => void,
	failed: (error: unknown) => void,
): Pick<Performers, 'save' | 'save-log' | 'save-grid'> => {
	const saved = (count: number, what: string, path: string) =>
		notice('info', `Saved ${countText(count, what)} to ${path}`);
	return {
		save: ({name, lines}) =>
			void terminal
				.save(name, `${lines.join('\n')}\n`)
				.then(path => saved(lines.length, 'line', path), failed),
		'save-log': effect =>
			void terminal.saveLog(effect).then(path => saved(effect.entries.length, 'line', path), failed),
		'save-grid': ({name, format}) =>
			void terminal.saveGrid(name, format).then(({path, rows}) => saved(rows, 'row', path), failed),
	};
};

const pastPerformers = (
	past: PerformOptions['past'],
	notice: (level: 'info', text: string) => void,
	failed: (error: unknown) => void,
): Pick<Performers, 'travel' | 'leave-past' | 'play' | 'pause' | 'save-recording'> => ({
	travel: ({to}) => past().travel(to),
	'leave-past': () => past().leave(),
	play: ({speed}) => past().play(speed),
	pause: () => past().pause(),
	'save-recording': ({name, lastMs}) =>
		void past()
			.save(name, lastMs)
			.then(({path, bytes}) => notice('info', `Saved ${sizeText(bytes)} to ${path}`), failed),
});

/**
 * Performs effects and answers with messages: the only place where the state has side effects. `close` ends every
 * request and stream.
 */
export const createPerformer = (
	options: PerformOptions,
): {readonly perform: (effect: Effect) => void; readonly close: () => void} => {
	const {store, watched, terminal, memory, past, now} = options;
	const sourceOf = (resource: Pick<Resource, 'source'>): Source => {
		const source = watched().get(resource.source);
		if (!source) throw new Error(`There is no source ${resource.source}`);
		return source;
	};
	const notice = (level: 'info' | 'error', text: string) =>
		store().dispatch({type: 'notice', level, text, at: now()});
	const failed = (error: unknown) => notice('error', messageOf(error));
	const requests = createRequests(options, sourceOf);
	const edits = createEdits(options, sourceOf);
	const streams = createStreams(store, sourceOf);
	const calls = createCalls(terminal, text => notice('error', text));
	const forwards = createForwards(options, sourceOf);
	const shells = createShells(options, sourceOf);
	const interrupt = interruption(store, failed);
	const performers: Performers = {
		...requests.performers,
		...calls.performers,
		...forwards.performers,
		...edits.performers,
		...shells.performers,
		...streams.performers,
		show: ({kinds}) => watched().show(kinds),
		measure: ({kinds, seldom}) => watched().measure(kinds, seldom),
		close({view}) {
			requests.abort(view);
			streams.close(view);
		},
		'open-shell': effect => void interrupt(() => shells.open(effect)),
		'ask-credentials': ({source: name}) =>
			void interrupt(async () => {
				const source = sourceOf({source: name});
				if (await terminal.askCredentials(source)) source.relist();
				else notice('info', `The credentials of ${name} are unchanged`);
			}),
		'enable-source': ({source, enabled}) => watched().enable(source, enabled),
		relist() {
			for (const source of watched().all()) source.relist();
		},
		...pastPerformers(past, notice, failed),
		redraw: terminal.redraw,
		suspend: terminal.suspend,
		remember: ({document, entries}) => memory.write(documents[document], entries),
		journal: ({lines}) => store().dispatch({type: 'journal', own: true, lines: memory.append(lines)}),
		'load-journal': () => store().dispatch({type: 'journal', own: false, lines: memory.journal()}),
		copy: ({text}) => terminal.copy(text),
		...savePerformers(terminal, notice, failed),
		browse: ({address}) => void terminal.browse(address).catch(failed),
		exit: ({interrupted}) => terminal.exit(interrupted),
	};

	return {
		perform: <Type extends Effect['type']>(effect: Effect & {readonly type: Type}) =>
			performers[effect.type as Type](effect),
		close() {
			calls.close();
			requests.abortAll();
			edits.abortAll();
			streams.closeAll();
			forwards.closeAll();
		},
	};
};
