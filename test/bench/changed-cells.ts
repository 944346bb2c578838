import xterm from '@xterm/headless';

type Cell = {readonly text: string; readonly style: string};

/** A terminal that is looked at between two moments, for what the difference would cost at least. */
export class Watcher {
	readonly #emulator: xterm.Terminal;
	#before: Cell[][] = [];

	constructor(columns: number, rows: number) {
		this.#emulator = new xterm.Terminal({cols: columns, rows, allowProposedApi: true, convertEol: true});
	}

	write(text: string): void {
		this.#emulator.write(text);
	}

	/**
	 * Bytes of the cells that changed since the last call: for each run of them a cursor move, their text, and the
	 * colour where it is another one than before.
	 */
	async changedBytes(): Promise<number> {
		await new Promise<void>(resolve => this.#emulator.write('', resolve));
		const after = this.#cells();
		let bytes = 0;
		let style = '';
		for (const [row, cells] of after.entries()) {
			let at = -1;
			for (const [column, cell] of cells.entries()) {
				const before = this.#before[row]?.[column] ?? {text: ' ', style: ''};
				if (before.text === cell.text && before.style === cell.style) continue;
				if (at !== column) bytes += moveBytes(row, column, at);
				if (cell.style !== style && (cell.text !== ' ' || cell.style !== '')) {
					bytes += cell.style === '' ? 3 : cell.style.length + 3;
					style = cell.style;
				}

				bytes += Buffer.byteLength(cell.text);
				at = column + 1;
			}
		}

		this.#before = after;
		return bytes + (style === '' ? 0 : 3);
	}

	#cells(): Cell[][] {
		const {active} = this.#emulator.buffer;
		return Array.from({length: this.#emulator.rows}, (_, row) => {
			const line = active.getLine(active.viewportY + row);
			return Array.from({length: this.#emulator.cols}, (_cell, column) => {
				const cell = line?.getCell(column);
				const text = cell?.getWidth() === 0 ? '' : cell?.getChars() || ' ';
				return {text, style: cell ? styleOf(cell, text.trim() === '') : ''};
			});
		});
	}
}

const moveBytes = (row: number, column: number, at: number): number =>
	at < 0 ? `\u001b[${row + 1};${column + 1}H`.length : Math.min(`\u001b[${column - at}C`.length, column - at);

// Of a blank only what lies behind it can be seen.
const styleOf = (cell: xterm.IBufferCell, isBlank: boolean): string => {
	const codes: Array<number | string> = [];
	if (cell.isBold() && !isBlank) codes.push(1);
	if (cell.isDim() && !isBlank) codes.push(2);
	if (cell.isInverse()) codes.push(7);
	if (cell.isStrikethrough()) codes.push(9);
	if (!cell.isFgDefault() && (!isBlank || cell.isInverse()))
		codes.push(cell.isFgRGB() ? `38;2;${cell.getFgColor()}` : 30 + cell.getFgColor());
	if (!cell.isBgDefault()) codes.push(40 + cell.getBgColor());
	return codes.join(';');
};
