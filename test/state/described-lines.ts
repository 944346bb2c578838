import type {TextLine} from '../../source/state/pages/text-line.js';
import {linesOf} from '../../source/state/pages/text-lines.js';
import type {Play} from './stage.js';

/** All lines of the description that is shown, as wide as they come. */
export const describedLines = (play: Play): readonly TextLine[] => linesOf(play.state, play.view('describe'));
