import {type Flags, parseFlags} from '../../source/flags/flags.js';
import {checkFilter} from '../../source/state/filter/check-filter.js';
import {parseSort} from '../../source/state/grid/sort.js';

/** The flags of a command line, checked as the program checks them. */
export const flagsOf = (argv: readonly string[]): Flags =>
	parseFlags(argv, {checkFilter, checkSort: parseSort});
