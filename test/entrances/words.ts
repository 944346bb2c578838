import {boundedEvent} from '../../source/model/bounded.js';
import {boundedText} from '../../source/model/bounded-text.js';
import {parseJson} from '../../source/model/json.js';
import {printable, printableParts} from '../../source/model/printable.js';
import {csvLine} from '../../source/output/csv.js';
import {escapeObeyed, harmlessJson} from '../../source/output/json.js';
import {yamlText} from '../../source/output/yaml.js';
import {redactMessage, redactText} from '../../source/secrets/text.js';
import {redactValue} from '../../source/secrets/value.js';
import {parseFilter} from '../../source/state/filter/filter.js';
import {compilePattern} from '../../source/state/filter/pattern.js';
import {parseTextMatch, placesOf} from '../../source/state/filter/text-match.js';
import {laidOut} from '../../source/state/logs/layout.js';
import {levelOf} from '../../source/state/logs/level.js';
import {plainLogText} from '../../source/state/logs/log-text.js';
import {structureOf} from '../../source/state/logs/structure.js';
import {beginsTrace, traceAfter} from '../../source/state/logs/trace.js';
import {edits, insert, insertLines, typedBy} from '../../source/state/text/text-edit.js';
import {withoutStart, wrapped, wrappedWords} from '../../source/state/text/wrap.js';
import {Tokeniser} from '../../source/views/keyboard/tokeniser.js';
import {fitCells, fitName} from '../../source/views/lines/fit.js';
import {highlighted} from '../../source/views/lines/highlight.js';
import {createTheme} from '../../source/views/lines/theme.js';
import {cutToWidth, displayWidth} from '../../source/views/screen/glyphs.js';
import {resource} from '../sources/fake-adapter.js';
import {playing} from '../state/stage.js';

const bare = createTheme({theme: 'mono', ascii: false, colour: false});

/** Takes a text of somebody else's. */
export type Entrance = (text: string) => unknown;

const atEnd = (text: string) => ({text, caret: text.length});

/** Where texts of servers go once they are in: measured, cut, cleaned, written. */
export const shownAt: Readonly<Record<string, Entrance>> = {
	'JSON alone': parseJson,
	'a text in JSON': text => parseJson(JSON.stringify({text})),
	'JSON with NaN beside it': text => parseJson(`{"n":NaN,"text":${JSON.stringify(text)}}`),
	'JSON that is torn': text => parseJson(`{"n":NaN,"text":${JSON.stringify(text).slice(0, -1)}`),
	'what is made harmless': printable,
	'what is bounded': text => boundedText(text, 4096),
	'a row': text =>
		boundedEvent({
			type: 'changed',
			source: 's',
			at: 0,
			listed: false,
			resource: {...resource('a'), message: text, name: text},
		}),
	'secrets in a text': text => redactText(text),
	'secrets in a message': text => redactMessage(text),
	'secrets in a value': text => redactValue({text, password: text, list: [text]}),
	'a width': text => displayWidth(text),
	'a cut': text => cutToWidth(text, 80),
	'a cell': text => fitCells(text, 80, bare),
	'a name': text => fitName(text, 40, bare),
	'lines of a width': text => wrapped(printable(text), 80),
	'lines of words': text => wrappedWords(printable(text), 80),
	'a line that is scrolled': text => withoutStart(printable(text), 100_000),
	'a line of a log': plainLogText,
	'the colours of a line': printableParts,
	'the level of a line': levelOf,
	'a trace of a line': text => [beginsTrace(text), traceAfter(text, 'go', () => true)],
	'a line of JSON or logfmt': text => [
		structureOf(text),
		structureOf(`a=1 ${text}`.slice(0, 60_000)),
		laidOut(JSON.stringify({text, [text]: text}).slice(0, 60_000), {isStructured: true, field: null}, false),
	],
	'matches in a line': text => highlighted(printable(text).slice(0, 10_000), '(a+)+b|x', '', ''),
	'printed JSON': text => harmlessJson({text}),
	'printed YAML': text => yamlText({text: text.slice(0, 200_000)}),
	'printed CSV': text => csvLine([text]),
	'escaped characters': escapeObeyed,
};

/** Where what a person types or pastes goes. */
export const typedAt: Readonly<Record<string, Entrance>> = {
	'keys of a terminal': text => {
		const tokeniser = new Tokeniser();
		for (let from = 0; from < text.length; from += 65_536) tokeniser.push(text.slice(from, from + 65_536));
	},
	'a paste into a line': text => insert(atEnd('x'), text),
	'a paste of lines': text => insertLines(atEnd('x'), text),
	'a word that is erased': text => edits['erase-word'](atEnd(text)),
	'a character that is erased': text => edits.erase(atEnd(text)),
	'a caret that moves': text => edits['caret-left'](edits['caret-right']({text, caret: 10})),
	'a key': typedBy,
	'a paste into the filter': text =>
		playing([resource('a')])
			.press('/')
			.dispatch({type: 'paste', text}),
	'a paste into a command': text =>
		playing([resource('a')])
			.press(':')
			.dispatch({type: 'paste', text})
			.press('enter'),
	'a filter': text => parseFilter(text),
	'a search': text => parseTextMatch(text),
	'places of a search': text => placesOf(text),
	'a pattern': text => compilePattern(text.slice(0, 1000)),
	'a text that a pattern is tried on': text => {
		for (const source of ['(\\w+\\s?)*=$', 'a+b', '.*.*=', '(?=.*a)b$']) {
			const pattern = compilePattern(source);
			if (!('error' in pattern)) pattern.test(text);
		}
	},
};
