import type {Resource} from '../../source/model/resource.js';
import type {Source} from '../../source/model/source.js';
import {createPerformer} from '../../source/runtime/perform.js';
import type {Terminal} from '../../source/runtime/performers.js';
import type {WriterEvent} from '../../source/state/logs/log-taker.js';
import type {Message} from '../../source/state/message.js';
import {resource} from '../state/rows.js';

const refuse = () => Promise.reject(new Error('not asked for here'));

/** A source that does nothing but what a test gives it. */
export const bareSource = (name: string, more: Partial<Source> = {}): Source => ({
	name,
	family: 'rancher1',
	url: `http://${name}`,
	insecure: false,
	watch: async () => undefined,
	show: () => undefined,
	relist: () => undefined,
	form: refuse,
	act: refuse,
	object: refuse,
	logs: refuse,
	...more,
});

/** A row of a source. */
export const bareResource = (source: string, name: string, more: Partial<Resource> = {}): Resource =>
	resource({key: `${source}//container/${name}`, source, id: name, name, ...more});

/** A performer of one source, with what it emitted, shows and wrote. */
export const performing = (source: Source, terminal: Partial<Terminal> = {}) => {
	const emitted: Message[] = [];
	const logs: [number, WriterEvent][] = [];
	const shown: (readonly string[])[] = [];
	const measured: (readonly string[])[] = [];
	const written: unknown[] = [];
	const nothing = () => undefined;
	const performer = createPerformer({
		store: () => ({
			dispatch: message => void emitted.push(message),
			emitLog: (view, event) => void logs.push([view, event]),
		}),
		watched: () => ({
			get: name => (name === source.name ? source : undefined),
			all: () => [source],
			enable: nothing,
			show: kinds => void shown.push(kinds),
			measure: kinds => void measured.push(kinds),
			close: async () => undefined,
		}),
		terminal: {
			redraw: nothing,
			suspend: nothing,
			copy: nothing,
			save: async name => `/tmp/${name}`,
			saveLog: async ({name}) => `/tmp/${name}`,
			saveGrid: async name => ({path: `/tmp/${name}`, rows: 3}),
			browse: async () => undefined,
			runPlugin: async () => ({status: 'exit code 0', isGood: true, output: ''}),
			call: nothing,
			runAlert: async () => undefined,
			shell: async () => 3,
			edit: async (_name: string, text: string) => text,
			askCredentials: async () => false,
			exit: nothing,
			...terminal,
		},
		memory: {
			write: (document, entries) => void written.push([document.name, entries]),
			append(lines) {
				written.push(lines);
				return lines;
			},
			journal: () => [{type: 'sent'}],
		},
		past: () => ({
			travel: nothing,
			play: nothing,
			pause: nothing,
			leave: nothing,
			save: async name => ({path: `/tmp/${name}`, bytes: 3}),
		}),
		now: () => 1000,
	});
	return {...performer, emitted, logs, shown, measured, written};
};
