import type {Evidence, Finding} from '../../../source/model/explanation.js';
import type {Resource} from '../../../source/model/resource.js';
import {basisLines, nothingLines} from '../../../source/state/explain/basis.js';
import {findingsOf, shownExplanation} from '../../../source/state/explain/entries.js';
import {wholeText} from '../../../source/state/pages/text-line.js';
import {action, type Play, playing, resource, start} from '../stage.js';

/** A host. */
export const host = resource('host', 'wk-1');
/** A service that is explained. */
export const service = resource('service', 'shop/web', {state: 'degraded', health: 'error'});
/** A container of both, which fails. */
export const web = (number: number, changes: Partial<Resource> = {}) =>
	resource('container', `web-${number}`, {
		parents: [service.key, host.key],
		state: 'error',
		health: 'error',
		actions: [action('logs', 'logs'), action('restart', 'restart')],
		...changes,
	});

/** A program that shows the service, with the cursor on it. */
export const play = (...more: readonly Resource[]): Play => {
	const play = playing([host, service, web(1), ...more], {view: {kind: 'service', filter: '', sort: ''}});
	play.press('g').take();
	return play;
};

/** Something that is wrong. */
export const finding = (text: string, changes: Partial<Finding> = {}): Finding => ({
	severity: 'error',
	role: 'cause',
	text,
	quotes: [],
	since: null,
	row: null,
	...changes,
});

/** The explanation that is shown. */
export const view = ({state}: Play) => {
	const shown = shownExplanation(state.views.at(-1));
	if (!shown) throw new Error('no explanation is shown');
	return shown;
};

/** What the source finds, by what it knows now. */
export const found = (play: Play, ...findings: readonly Finding[]): Play =>
	play.dispatch({
		type: 'findings',
		view: view(play).id,
		of: service.key,
		findings,
		machines: [],
		events: [],
		error: null,
	});

/** An answer about the service. */
export const evidence = (what: string, changes: Partial<Evidence> = {}): Evidence => ({
	title: `its ${what}`,
	about: service.key,
	what,
	at: start,
	answer: {},
	error: null,
	...changes,
});

/** Answers come. */
export const answered = (play: Play, ...answers: readonly Evidence[]): Play =>
	play.dispatch(
		...answers.map(one => ({type: 'evidence', view: view(play).id, of: service.key, evidence: one}) as const),
	);

/** The sentences of the findings, in their order. */
export const texts = (play: Play): readonly string[] => findingsOf(view(play)).map(({text}) => text);
/** What the page says of what it goes by. */
export const basis = (play: Play): string => basisLines(play.state, view(play)).map(wholeText).join('\n');
/** What the page says without findings. */
export const nothing = (play: Play): string => nothingLines(play.state, view(play)).map(wholeText).join('\n');
