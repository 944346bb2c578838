import {takeAccepted} from './actions/answers.js';
import type {Message} from './message.js';
import {type Next, next} from './next.js';
import type {PageView} from './page.js';
import {head, plain, type TextLine} from './pages/text-line.js';
import type {Page, State} from './state.js';
import {pushView} from './view-stack.js';

const name = 'decoded';

const linesOf = (secrets: Readonly<Record<string, string>>): readonly TextLine[] => {
	const entries = Object.entries(secrets);
	if (entries.length === 0) return [plain('there is nothing in it')];
	return entries.flatMap(([title, value]) => [head(title), ...value.split(/\r?\n/).map(plain)]);
};

/** Shows the values of a secret that somebody asked for. They are in this view alone, and gone with it. */
export const takeSecrets = (state: State, {id, secrets}: Extract<Message, {type: 'revealed'}>): Next => {
	const sent = state.inFlight.get(id);
	if (!sent) return next(state);
	const taken = takeAccepted(state, id, {follow: false, message: null});
	const lines = linesOf(secrets);
	return pushView(taken, view => ({
		type: 'page',
		id: view,
		page: name,
		of: sent.resource,
		place: 0,
		lines,
	}));
};

const stays = 'a decoded secret is written to no file, and not copied';

/** The values of a secret, as they are. Nothing takes them anywhere else. */
export const secretPage: Page<PageView> = {
	name,
	isOfRow: true,
	text: (_state: State, {lines = []}) => lines,
	commands: [
		{
			command: 'keep-secret',
			keys: 'ctrl-s Y',
			title: 'refused: a decoded secret stays on the screen',
			group: 'look',
			refuse: () => stays,
			on: [name],
			run: state => next(state),
		},
	],
};
