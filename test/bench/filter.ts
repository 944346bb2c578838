import type {Kind} from '../../source/model/kind.js';
import {matches, parseFilter} from '../../source/state/filter/filter.js';
import {GridIndex} from '../../source/state/grid/index.js';
import {RowStore} from '../../source/state/rows/row-store.js';
import {containerRow, feedStart, reported} from './feed.js';
import {figureOf, type Line} from './figures.js';

const rows = 50_000;
const kinds: readonly Kind[] = [];

const timed = (run: () => unknown): number => {
	const began = performance.now();
	run();
	return performance.now() - began;
};

/** From a filter that is typed to its sorted rows. */
export const filterLines = async (quick: boolean): Promise<Line[]> => {
	const resources = new RowStore(600_000);
	for (let index = 0; index < rows; index++) {
		resources.apply(reported(containerRow((index * 7919) % rows), feedStart, true));
	}

	const all = [...resources.rows()];
	const index = new GridIndex();
	return ['web-12', 'state:running', 'image=shop/web:v1.24 web-4'].map(text => {
		const filter = parseFilter(text);
		if ('error' in filter) throw new Error(filter.error);
		const spec = {
			kind: 'container',
			within: null,
			among: null,
			scope: null,
			filter,
			sort: {column: 'NAME', descending: false},
			trouble: false,
			kinds,
		};
		const ratios: number[] = [];
		const times: number[] = [];
		for (let run = 0; run < (quick ? 7 : 15); run++) {
			const bare = timed(() => all.filter(row => matches(filter, row, resources)));
			const whole = timed(() => {
				index.reset(spec, resources);
				return index.slice(0, 46);
			});
			// The first runs are compiled while they run.
			if (run < 2) continue;
			ratios.push(whole / bare);
			times.push(whole);
		}

		return {
			row: `filter and sort ${rows} rows: ${text}`,
			baseline: 'the predicate over an array',
			figure: figureOf(ratios),
			unit: '×' as const,
			target: {atMost: 1.5},
			note: `${figureOf(times).median.toFixed(1)} ms, ${index.length} rows`,
		};
	});
};
