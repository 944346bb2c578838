import type {Kind} from '../../source/model/kind.js';

const kind = (name: string, changes: Partial<Kind> = {}): Kind => ({
	name,
	plural: `${name}s`,
	aliases: [],
	columns: [],
	main: true,
	mainStates: null,
	children: [],
	...changes,
});

/** Kinds of a small Rancher. */
export const kinds: readonly Kind[] = [
	kind('stack', {children: ['service']}),
	kind('service', {children: ['container'], aliases: ['svc']}),
	kind('container', {
		aliases: ['co'],
		columns: [
			{title: 'IMAGE', type: 'text', wide: false},
			{title: 'IP', type: 'text', wide: false},
		],
	}),
	kind('host', {children: ['container']}),
	kind('volume', {main: false}),
];
