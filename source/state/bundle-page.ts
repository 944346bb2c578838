import {bundleAgain, isGathering, openBundle, writeBundle} from './bundle/bundle.js';
import {markdownOf} from './bundle/text.js';
import {refuseLook} from './keys/refusals.js';
import {head, plain} from './pages/text-line.js';
import type {BundleView} from './pages/views.js';
import type {Page} from './state.js';

const name = 'bundle';

/** The incident of a row as a file for a colleague would have it. */
export const bundlePage: Page<BundleView> = {
	name,
	isOfRow: true,
	isFed: true,
	text: (state, view) => markdownOf(state, view).map(line => (/^#+ /.test(line) ? head(line) : plain(line))),
	title: (_state, view) => ({status: isGathering(view) ? 'asking' : ''}),
	commands: [
		{
			command: 'bundle',
			keys: '',
			title: 'the incident as one Markdown file for a colleague',
			word: name,
			group: 'look',
			refuse: state => refuseLook(state, null),
			on: 'rows',
			run: openBundle,
		},
		{
			command: 'write-bundle',
			keys: 'ctrl-s',
			title: 'write the file',
			group: 'look',
			footer: true,
			on: [name],
			run: writeBundle,
		},
	],
	steps: {reload: bundleAgain},
	help: [
		{head: name},
		{text: 'what the file will have: nothing is written before its key is pressed'},
		{text: 'its first section lists what is included and what is withheld, and why'},
		{text: 'it goes to a new file in the working directory, which only you can read'},
	],
};
