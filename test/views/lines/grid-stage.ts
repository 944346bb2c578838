import type {Resource} from '../../../source/model/resource.js';
import {GridLines} from '../../../source/views/lines/grid-lines.js';
import {type Play, playing, resource, start} from '../../state/stage.js';
import {bare, seen} from '../stage.js';

/** A container of a minute ago. */
export const container = (name: string, changes: Partial<Resource> = {}): Resource =>
	resource('container', name, {
		since: start - 60_000,
		cells: {IMAGE: 'registry.example.com/nginx:1.27', IP: '10.42.0.7'},
		...changes,
	});

/** A view of containers, by their names, 12 lines high. */
export const play = (columns: number, resources: readonly Resource[] = [container('web-1')]): Play =>
	playing(resources, {view: {kind: 'containers', filter: '', sort: 'name'}, size: {columns, rows: 12}});

/** The lines of the grid, its titles first. */
export const lines = (one: Play, grid = new GridLines(bare)): readonly string[] =>
	grid.lines(one.state, one.grid);
/** The titles that are shown. */
export const titles = (one: Play, grid = new GridLines(bare)): string[] =>
	seen(lines(one, grid)[0] ?? '')
		.trim()
		.split(/\s+/u);
